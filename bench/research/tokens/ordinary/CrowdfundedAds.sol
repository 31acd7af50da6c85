pragma solidity 0.4.26;

// A token sold for ether in its own sale; the sale was finalized and nothing can be made after that.
contract SafeMath {
    function safeAdd(uint256 x, uint256 y) internal returns (uint256) { uint256 z = x + y; assert((z >= x) && (z >= y)); return z; }
    function safeMult(uint256 x, uint256 y) internal returns (uint256) { uint256 z = x * y; assert((x == 0) || (z / x == y)); return z; }
}

contract CrowdfundedAds is SafeMath {
    string public constant name = "Crowdfunded Advertising";
    string public constant symbol = "CADS";
    uint256 public constant decimals = 18;
    string public version = "1.0";
    address public ethFundDeposit;
    address public fund;
    bool public isFinalized;
    uint256 public fundingEnd;
    uint256 public constant teamFund = 500 * (10**3) * 10**decimals;
    uint256 public constant tokenExchangeRate = 6400;
    uint256 public constant tokenCreationCap = 1500 * (10**3) * 10**decimals;
    uint256 public totalSupply;
    mapping(address => uint256) balances;
    mapping(address => mapping(address => uint256)) allowed;

    event Transfer(address indexed _from, address indexed _to, uint256 _value);
    event Approval(address indexed _owner, address indexed _spender, uint256 _value);
    event LogRefund(address indexed _to, uint256 _value);
    event CreateTokens(address indexed _to, uint256 _value);

    constructor(address _ethFundDeposit, address _fund, uint256 _fundingEnd) public {
        ethFundDeposit = _ethFundDeposit;
        fund = _fund;
        fundingEnd = _fundingEnd;
        totalSupply = teamFund;
        balances[fund] = teamFund;
        CreateTokens(fund, teamFund);
        Transfer(0, fund, teamFund);
    }
    function transfer(address _to, uint256 _value) returns (bool success) {
        if (balances[msg.sender] >= _value && _value > 0) {
            balances[msg.sender] -= _value;
            balances[_to] += _value;
            Transfer(msg.sender, _to, _value);
            return true;
        } else { return false; }
    }
    function transferFrom(address _from, address _to, uint256 _value) returns (bool success) {
        if (balances[_from] >= _value && allowed[_from][msg.sender] >= _value && _value > 0) {
            balances[_to] += _value;
            balances[_from] -= _value;
            allowed[_from][msg.sender] -= _value;
            Transfer(_from, _to, _value);
            return true;
        } else { return false; }
    }
    function balanceOf(address _owner) constant returns (uint256 balance) { return balances[_owner]; }
    function approve(address _spender, uint256 _value) returns (bool success) { allowed[msg.sender][_spender] = _value; Approval(msg.sender, _spender, _value); return true; }
    function allowance(address _owner, address _spender) constant returns (uint256 remaining) { return allowed[_owner][_spender]; }

    function createTokens() payable external {
        if (isFinalized) throw;
        if (now > fundingEnd) throw;
        if (msg.value == 0) throw;
        uint256 tokens = safeMult(msg.value, tokenExchangeRate);
        uint256 checkedSupply = safeAdd(totalSupply, tokens);
        if (tokenCreationCap < checkedSupply) throw;
        totalSupply = checkedSupply;
        balances[msg.sender] += tokens;
        CreateTokens(msg.sender, tokens);
        Transfer(0, msg.sender, tokens);
    }
    function finalize() external {
        if (isFinalized) throw;
        if (msg.sender != ethFundDeposit) throw;
        isFinalized = true;
        if (!ethFundDeposit.send(this.balance)) throw;
    }
    function refund() external {
        if (isFinalized) throw;
        if (now <= fundingEnd) throw;
        uint256 val = balances[msg.sender];
        if (val == 0) throw;
        balances[msg.sender] = 0;
        totalSupply -= val;
        LogRefund(msg.sender, val / tokenExchangeRate);
        if (!msg.sender.send(val / tokenExchangeRate)) throw;
    }
}
