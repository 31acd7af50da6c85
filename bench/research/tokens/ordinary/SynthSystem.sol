pragma solidity 0.5.17;

// The address people know forwards by call to a target, balances lie in a third contract, and events are emitted by the first.
contract SynthOwned {
    address public owner;
    address public nominatedOwner;
    event OwnerNominated(address newOwner);
    event OwnerChanged(address oldOwner, address newOwner);
    constructor(address _owner) public { require(_owner != address(0), "Owner address cannot be 0"); owner = _owner; emit OwnerChanged(address(0), _owner); }
    function nominateNewOwner(address _owner) external onlyOwner { nominatedOwner = _owner; emit OwnerNominated(_owner); }
    function acceptOwnership() external { require(msg.sender == nominatedOwner, "You must be nominated"); emit OwnerChanged(owner, nominatedOwner); owner = nominatedOwner; nominatedOwner = address(0); }
    modifier onlyOwner { require(msg.sender == owner, "Only the contract owner may perform this action"); _; }
}

contract SynthProxy is SynthOwned {
    SynthToken public target;
    event TargetUpdated(SynthToken newTarget);
    constructor(address _owner) public SynthOwned(_owner) {}
    function setTarget(SynthToken _target) external onlyOwner { target = _target; emit TargetUpdated(_target); }
    function _emit(bytes calldata callData, uint numTopics, bytes32 topic1, bytes32 topic2, bytes32 topic3) external {
        require(SynthToken(msg.sender) == target, "Must be proxy target");
        uint size = callData.length;
        bytes memory data = callData;
        assembly {
            switch numTopics
            case 1 { log1(add(data, 32), size, topic1) }
            case 2 { log2(add(data, 32), size, topic1, topic2) }
            case 3 { log3(add(data, 32), size, topic1, topic2, topic3) }
        }
    }
    // Questions are asked of the target without telling it who asks, because pools ask them in static calls.
    function name() public view returns (string memory) { return target.name(); }
    function symbol() public view returns (string memory) { return target.symbol(); }
    function decimals() public view returns (uint8) { return target.decimals(); }
    function totalSupply() public view returns (uint256) { return target.totalSupply(); }
    function balanceOf(address account) public view returns (uint256) { return target.balanceOf(account); }
    function allowance(address holder, address spender) public view returns (uint256) { return target.allowance(holder, spender); }
    function transfer(address to, uint256 value) public returns (bool) { target.setMessageSender(msg.sender); target.transfer(to, value); return true; }
    function approve(address spender, uint256 value) public returns (bool) { target.setMessageSender(msg.sender); target.approve(spender, value); return true; }
    function transferFrom(address from, address to, uint256 value) public returns (bool) { target.setMessageSender(msg.sender); target.transferFrom(from, to, value); return true; }
    function() external payable {
        target.setMessageSender(msg.sender);
        address to = address(target);
        assembly {
            let free_ptr := mload(0x40)
            calldatacopy(free_ptr, 0, calldatasize)
            let result := call(gas, to, callvalue, free_ptr, calldatasize, 0, 0)
            returndatacopy(free_ptr, 0, returndatasize)
            if iszero(result) { revert(free_ptr, returndatasize) }
            return(free_ptr, returndatasize)
        }
    }
}

contract SynthState is SynthOwned {
    address public associatedContract;
    mapping(address => uint) public balanceOf;
    mapping(address => mapping(address => uint)) public allowance;
    event AssociatedContractUpdated(address associatedContract);
    constructor(address _owner) public SynthOwned(_owner) {}
    modifier onlyAssociatedContract { require(msg.sender == associatedContract, "Only the associated contract can perform this action"); _; }
    function setAssociatedContract(address to) external onlyOwner { associatedContract = to; emit AssociatedContractUpdated(to); }
    function setAllowance(address holder, address spender, uint value) external onlyAssociatedContract { allowance[holder][spender] = value; }
    function setBalanceOf(address account, uint value) external onlyAssociatedContract { balanceOf[account] = value; }
}

contract SynthToken is SynthOwned {
    string public constant name = "Synth System Token";
    string public constant symbol = "SYNS";
    uint8 public constant decimals = 18;
    uint public totalSupply;
    SynthProxy public proxy;
    SynthState public tokenState;
    address private messageSender;

    constructor(SynthProxy _proxy, SynthState _state, address _owner, uint _supply) public SynthOwned(_owner) { proxy = _proxy; tokenState = _state; totalSupply = _supply; }
    modifier onlyProxy { require(SynthProxy(msg.sender) == proxy, "Only the proxy can call"); _; }
    modifier optionalProxy { if (SynthProxy(msg.sender) != proxy && messageSender != msg.sender) { messageSender = msg.sender; } _; }
    function setMessageSender(address sender) external onlyProxy { messageSender = sender; }
    function start() external onlyOwner { require(tokenState.balanceOf(msg.sender) == 0 && proxy.target() == this); tokenState.setBalanceOf(msg.sender, totalSupply); _log(address(0), msg.sender, totalSupply, keccak256("Transfer(address,address,uint256)")); }
    function balanceOf(address account) external view returns (uint) { return tokenState.balanceOf(account); }
    function allowance(address holder, address spender) external view returns (uint) { return tokenState.allowance(holder, spender); }
    function approve(address spender, uint value) external optionalProxy returns (bool) {
        tokenState.setAllowance(messageSender, spender, value);
        _log(messageSender, spender, value, keccak256("Approval(address,address,uint256)"));
        return true;
    }
    function transfer(address to, uint value) external optionalProxy returns (bool) { _move(messageSender, to, value); return true; }
    function transferFrom(address from, address to, uint value) external optionalProxy returns (bool) {
        uint allowed = tokenState.allowance(from, messageSender);
        require(allowed >= value, "SafeMath: subtraction overflow");
        tokenState.setAllowance(from, messageSender, allowed - value);
        _move(from, to, value);
        return true;
    }
    function _move(address from, address to, uint value) private {
        require(to != address(0) && to != address(this) && to != address(proxy), "Cannot transfer to this address");
        uint has = tokenState.balanceOf(from);
        require(has >= value, "SafeMath: subtraction overflow");
        tokenState.setBalanceOf(from, has - value);
        tokenState.setBalanceOf(to, tokenState.balanceOf(to) + value);
        _log(from, to, value, keccak256("Transfer(address,address,uint256)"));
    }
    function _log(address from, address to, uint value, bytes32 topic) private { proxy._emit(abi.encode(value), 3, topic, bytes32(uint(from)), bytes32(uint(to))); }
}
