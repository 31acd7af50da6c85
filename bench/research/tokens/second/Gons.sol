pragma solidity 0.5.17;

// Elastic supply: everybody holds a share, and the owner says how much a share is.
contract OwnerRebase {
    string public constant name = "Elastic Penny";
    string public constant symbol = "PENNY";
    uint8 public constant decimals = 9;
    uint256 private constant MAX_UINT256 = ~uint256(0);
    uint256 private constant INITIAL = 50 * 10 ** 6 * 10 ** 9;
    uint256 private constant TOTAL_GONS = MAX_UINT256 - (MAX_UINT256 % INITIAL);
    uint256 private _totalSupply = INITIAL;
    uint256 private _gonsPerFragment = TOTAL_GONS / INITIAL;
    mapping(address => uint256) private _gonBalances;
    mapping(address => mapping(address => uint256)) private _allowedFragments;
    address private _owner;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    event LogRebase(uint256 indexed epoch, uint256 totalSupply);

    constructor() public { _owner = msg.sender; _gonBalances[msg.sender] = TOTAL_GONS; emit Transfer(address(0), msg.sender, INITIAL); }
    function owner() public view returns (address) { return _owner; }
    function rebase(uint256 epoch, int256 supplyDelta) external returns (uint256) {
        require(msg.sender == _owner, "owner");
        if (supplyDelta < 0) _totalSupply -= uint256(-supplyDelta); else _totalSupply += uint256(supplyDelta);
        require(_totalSupply > 0 && _totalSupply < 2 ** 120, "supply");
        _gonsPerFragment = TOTAL_GONS / _totalSupply;
        emit LogRebase(epoch, _totalSupply);
        return _totalSupply;
    }
    function totalSupply() public view returns (uint256) { return _totalSupply; }
    function balanceOf(address who) public view returns (uint256) { return _gonBalances[who] / _gonsPerFragment; }
    function allowance(address holder, address spender) public view returns (uint256) { return _allowedFragments[holder][spender]; }
    function approve(address spender, uint256 value) public returns (bool) { _allowedFragments[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) public returns (bool) { _move(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) public returns (bool) {
        require(_allowedFragments[from][msg.sender] >= value, "allowance");
        _allowedFragments[from][msg.sender] -= value;
        _move(from, to, value);
        return true;
    }
    function _move(address from, address to, uint256 value) private {
        require(to != address(0) && to != address(this), "to");
        uint256 gonValue = value * _gonsPerFragment;
        require(_gonBalances[from] >= gonValue, "balance");
        _gonBalances[from] -= gonValue;
        _gonBalances[to] += gonValue;
        emit Transfer(from, to, value);
    }
}

// One percent on working days, five on Saturdays and Sundays.
contract WeekendFee {
    string public constant name = "Day of Rest";
    string public constant symbol = "REST";
    uint8 public constant decimals = 18;
    uint256 public constant totalSupply = 5000000 ether;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    address private _chest;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    constructor() public { _chest = msg.sender; balanceOf[msg.sender] = totalSupply; emit Transfer(address(0), msg.sender, totalSupply); }
    function fee() public view returns (uint256) { uint256 day = (now / 1 days + 4) % 7; return day == 0 || day == 6 ? 500 : 100; }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { return _move(msg.sender, to, value); }
    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        require(allowance[from][msg.sender] >= value, "allowance");
        allowance[from][msg.sender] -= value;
        return _move(from, to, value);
    }
    function _move(address from, address to, uint256 value) private returns (bool) {
        require(balanceOf[from] >= value, "balance");
        uint256 taken = from == _chest || to == _chest ? 0 : value * fee() / 10000;
        balanceOf[from] -= value;
        balanceOf[to] += value - taken;
        emit Transfer(from, to, value - taken);
        if (taken > 0) { balanceOf[_chest] += taken; emit Transfer(from, _chest, taken); }
        return true;
    }
}
