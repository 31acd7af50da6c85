pragma solidity 0.4.26;

// ERC-677: transferAndCall tells a contract that it was paid. Fixed supply, no owner; refuses to send to itself.
library SafeMath677 {
    function sub(uint256 a, uint256 b) internal pure returns (uint256) { assert(b <= a); return a - b; }
    function add(uint256 a, uint256 b) internal pure returns (uint256) { uint256 c = a + b; assert(c >= a); return c; }
}
interface Receiver677 { function onTokenTransfer(address sender, uint value, bytes data) external; }

contract BasicFuel {
    using SafeMath677 for uint256;
    uint256 public totalSupply;
    mapping(address => uint256) balances;
    mapping(address => mapping(address => uint256)) allowed;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    function transfer(address _to, uint256 _value) public returns (bool) {
        balances[msg.sender] = balances[msg.sender].sub(_value);
        balances[_to] = balances[_to].add(_value);
        emit Transfer(msg.sender, _to, _value);
        return true;
    }
    function balanceOf(address _owner) public view returns (uint256) { return balances[_owner]; }
    function transferFrom(address _from, address _to, uint256 _value) public returns (bool) {
        uint256 _allowance = allowed[_from][msg.sender];
        balances[_from] = balances[_from].sub(_value);
        balances[_to] = balances[_to].add(_value);
        allowed[_from][msg.sender] = _allowance.sub(_value);
        emit Transfer(_from, _to, _value);
        return true;
    }
    function approve(address _spender, uint256 _value) public returns (bool) { allowed[msg.sender][_spender] = _value; emit Approval(msg.sender, _spender, _value); return true; }
    function allowance(address _owner, address _spender) public view returns (uint256) { return allowed[_owner][_spender]; }
    function increaseApproval(address _spender, uint _addedValue) public returns (bool) { allowed[msg.sender][_spender] = allowed[msg.sender][_spender].add(_addedValue); return true; }
    function decreaseApproval(address _spender, uint _subtractedValue) public returns (bool) {
        uint oldValue = allowed[msg.sender][_spender];
        if (_subtractedValue > oldValue) allowed[msg.sender][_spender] = 0; else allowed[msg.sender][_spender] = oldValue.sub(_subtractedValue);
        return true;
    }
}

contract OracleFuel is BasicFuel {
    uint public constant SUPPLY = 10**24;
    string public constant name = "Oracle Fuel";
    uint8 public constant decimals = 18;
    string public constant symbol = "OFUEL";
    event Transfer(address indexed from, address indexed to, uint value, bytes data);

    constructor() public { totalSupply = SUPPLY; balances[msg.sender] = SUPPLY; }

    modifier validRecipient(address _recipient) { require(_recipient != address(0) && _recipient != address(this)); _; }
    function transferAndCall(address _to, uint _value, bytes _data) public validRecipient(_to) returns (bool) {
        super.transfer(_to, _value);
        emit Transfer(msg.sender, _to, _value, _data);
        uint length;
        assembly { length := extcodesize(_to) }
        if (length > 0) Receiver677(_to).onTokenTransfer(msg.sender, _value, _data);
        return true;
    }
    function transfer(address _to, uint _value) public validRecipient(_to) returns (bool) { return super.transfer(_to, _value); }
    function approve(address _spender, uint256 _value) public validRecipient(_spender) returns (bool) { return super.approve(_spender, _value); }
    function transferFrom(address _from, address _to, uint256 _value) public validRecipient(_to) returns (bool) { return super.transferFrom(_from, _to, _value); }
}
