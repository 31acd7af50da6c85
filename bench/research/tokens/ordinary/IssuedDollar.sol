pragma solidity 0.4.26;

// A dollar of the first generation: no return values, a fee that was never switched on, a freeze list, and a pointer to a successor.
contract IssuedDollar {
    string public name = "Issued Dollar";
    string public symbol = "IUSD";
    uint public decimals = 6;
    address public owner;
    bool public paused = false;
    uint public basisPointsRate = 0;
    uint public maximumFee = 0;
    uint public _totalSupply;
    address public upgradedAddress;
    bool public deprecated;
    mapping(address => uint) public balances;
    mapping(address => mapping(address => uint)) public allowed;
    mapping(address => bool) public isBlackListed;

    event Transfer(address indexed from, address indexed to, uint value);
    event Approval(address indexed owner, address indexed spender, uint value);
    event Issue(uint amount);
    event Redeem(uint amount);
    event Deprecate(address newAddress);
    event Params(uint feeBasisPoints, uint maxFee);
    event DestroyedBlackFunds(address blackListedUser, uint balance);
    event AddedBlackList(address user);
    event RemovedBlackList(address user);
    event Pause();
    event Unpause();

    modifier onlyOwner() { require(msg.sender == owner); _; }
    modifier whenNotPaused() { require(!paused); _; }
    modifier onlyPayloadSize(uint size) { require(!(msg.data.length < size + 4)); _; }

    constructor(uint initialSupply) public { owner = msg.sender; _totalSupply = initialSupply; balances[msg.sender] = initialSupply; emit Transfer(0x0, msg.sender, initialSupply); }

    function transferOwnership(address newOwner) public onlyOwner { if (newOwner != address(0)) owner = newOwner; }
    function pause() onlyOwner whenNotPaused public { paused = true; emit Pause(); }
    function unpause() onlyOwner public { require(paused); paused = false; emit Unpause(); }

    function sub(uint a, uint b) internal pure returns (uint) { assert(b <= a); return a - b; }
    function add(uint a, uint b) internal pure returns (uint) { uint c = a + b; assert(c >= a); return c; }

    function _pay(address from, address to, uint value) internal {
        uint fee = value * basisPointsRate / 10000;
        if (fee > maximumFee) fee = maximumFee;
        uint sendAmount = sub(value, fee);
        balances[from] = sub(balances[from], value);
        balances[to] = add(balances[to], sendAmount);
        if (fee > 0) { balances[owner] = add(balances[owner], fee); emit Transfer(from, owner, fee); }
        emit Transfer(from, to, sendAmount);
    }
    function transfer(address to, uint value) public whenNotPaused onlyPayloadSize(2 * 32) {
        require(!isBlackListed[msg.sender]);
        if (deprecated) { UpgradedDollar(upgradedAddress).transferByLegacy(msg.sender, to, value); return; }
        _pay(msg.sender, to, value);
    }
    function transferFrom(address from, address to, uint value) public whenNotPaused onlyPayloadSize(3 * 32) {
        require(!isBlackListed[from]);
        if (deprecated) { UpgradedDollar(upgradedAddress).transferFromByLegacy(msg.sender, from, to, value); return; }
        uint allowance_ = allowed[from][msg.sender];
        if (allowance_ < 2**256 - 1) allowed[from][msg.sender] = sub(allowance_, value);
        _pay(from, to, value);
    }
    function balanceOf(address who) public view returns (uint) { if (deprecated) return UpgradedDollar(upgradedAddress).balanceOf(who); return balances[who]; }
    function approve(address spender, uint value) public onlyPayloadSize(2 * 32) {
        require(!((value != 0) && (allowed[msg.sender][spender] != 0)));
        allowed[msg.sender][spender] = value;
        emit Approval(msg.sender, spender, value);
    }
    function allowance(address holder, address spender) public view returns (uint) { return allowed[holder][spender]; }
    function totalSupply() public view returns (uint) { if (deprecated) return UpgradedDollar(upgradedAddress).totalSupply(); return _totalSupply; }

    function deprecate(address to) public onlyOwner { deprecated = true; upgradedAddress = to; emit Deprecate(to); }
    function issue(uint amount) public onlyOwner { balances[owner] = add(balances[owner], amount); _totalSupply = add(_totalSupply, amount); emit Issue(amount); }
    function redeem(uint amount) public onlyOwner { balances[owner] = sub(balances[owner], amount); _totalSupply = sub(_totalSupply, amount); emit Redeem(amount); }
    function setParams(uint newBasisPoints, uint newMaxFee) public onlyOwner {
        require(newBasisPoints < 20);
        require(newMaxFee < 50);
        basisPointsRate = newBasisPoints;
        maximumFee = newMaxFee * 10**decimals;
        emit Params(basisPointsRate, maximumFee);
    }
    function getBlackListStatus(address maker) external view returns (bool) { return isBlackListed[maker]; }
    function addBlackList(address user) public onlyOwner { isBlackListed[user] = true; emit AddedBlackList(user); }
    function removeBlackList(address user) public onlyOwner { isBlackListed[user] = false; emit RemovedBlackList(user); }
    function destroyBlackFunds(address user) public onlyOwner {
        require(isBlackListed[user]);
        uint dirty = balanceOf(user);
        balances[user] = 0;
        _totalSupply = sub(_totalSupply, dirty);
        emit DestroyedBlackFunds(user, dirty);
    }
}

interface UpgradedDollar {
    function transferByLegacy(address from, address to, uint value) external;
    function transferFromByLegacy(address sender, address from, address to, uint value) external;
    function balanceOf(address who) external view returns (uint);
    function totalSupply() external view returns (uint);
}
