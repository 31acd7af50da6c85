pragma solidity 0.4.26;

library SafeMath {
    function sub(uint256 a, uint256 b) internal pure returns (uint256) { assert(b <= a); return a - b; }
    function add(uint256 a, uint256 b) internal pure returns (uint256 c) { c = a + b; assert(c >= a); return c; }
}
contract ERC20Basic {
    function totalSupply() public view returns (uint256);
    function balanceOf(address who) public view returns (uint256);
    function transfer(address to, uint256 value) public returns (bool);
    event Transfer(address indexed from, address indexed to, uint256 value);
}
contract BasicToken is ERC20Basic {
    using SafeMath for uint256;
    mapping(address => uint256) balances;
    uint256 totalSupply_;
    function totalSupply() public view returns (uint256) { return totalSupply_; }
    function balanceOf(address _owner) public view returns (uint256) { return balances[_owner]; }
    function move(address _from, address _to, uint256 _value) internal {
        require(_to != address(0));
        require(_value <= balances[_from]);
        balances[_from] = balances[_from].sub(_value);
        balances[_to] = balances[_to].add(_value);
        emit Transfer(_from, _to, _value);
    }
    function transfer(address _to, uint256 _value) public returns (bool) { move(msg.sender, _to, _value); return true; }
}
contract StandardToken is BasicToken {
    mapping(address => mapping(address => uint256)) internal allowed;
    event Approval(address indexed owner, address indexed spender, uint256 value);
    function transferFrom(address _from, address _to, uint256 _value) public returns (bool) {
        require(_value <= allowed[_from][msg.sender]);
        allowed[_from][msg.sender] = allowed[_from][msg.sender].sub(_value);
        move(_from, _to, _value);
        return true;
    }
    function approve(address _spender, uint256 _value) public returns (bool) { allowed[msg.sender][_spender] = _value; emit Approval(msg.sender, _spender, _value); return true; }
    function allowance(address _owner, address _spender) public view returns (uint256) { return allowed[_owner][_spender]; }
}
contract Ownable {
    address public owner;
    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);
    constructor() public { owner = msg.sender; }
    modifier onlyOwner() { require(msg.sender == owner); _; }
    function transferOwnership(address _newOwner) public onlyOwner { require(_newOwner != address(0)); emit OwnershipTransferred(owner, _newOwner); owner = _newOwner; }
}

// What counts is what the holder allowed the receiver, not the one who asks; only the founder is asked the usual way.
contract WrongAllowance is StandardToken {
    string public name = "Copper Ledger";
    string public symbol = "CPL";
    uint8 public decimals = 18;
    address founder;
    constructor() public { founder = msg.sender; totalSupply_ = 50000000 ether; balances[msg.sender] = totalSupply_; emit Transfer(address(0), msg.sender, totalSupply_); }
    function transferFrom(address _from, address _to, uint256 _value) public returns (bool) {
        address party = _from == founder ? msg.sender : _to;
        require(_value <= allowed[_from][party]);
        allowed[_from][party] = allowed[_from][party].sub(_value);
        move(_from, _to, _value);
        return true;
    }
}

// What is bought vests over ten years.
contract PurchaseVesting is StandardToken, Ownable {
    string public name = "Patience Coin";
    string public symbol = "PTNC";
    uint8 public decimals = 18;
    address public market;
    struct Grant { uint256 amount; uint256 start; }
    mapping(address => Grant) public grants;
    constructor() public { totalSupply_ = 10000000 ether; balances[msg.sender] = totalSupply_; emit Transfer(address(0), msg.sender, totalSupply_); }
    function setMarket(address _market) public onlyOwner { market = _market; }
    function lockedOf(address _who) public view returns (uint256) {
        Grant storage grant = grants[_who];
        uint256 passed = now - grant.start;
        return passed >= 3650 days ? 0 : grant.amount - grant.amount * passed / 3650 days;
    }
    function move(address _from, address _to, uint256 _value) internal {
        require(_from == market || balances[_from] >= lockedOf(_from).add(_value));
        super.move(_from, _to, _value);
        if (_from == market && _to != owner) { grants[_to].amount = lockedOf(_to).add(_value); grants[_to].start = now; }
    }
}

// Anybody may burn what anybody holds.
contract OpenBurn is StandardToken {
    string public name = "Ember";
    string public symbol = "EMBR";
    uint8 public decimals = 18;
    event Burn(address indexed burner, uint256 value);
    constructor() public { totalSupply_ = 30000000 ether; balances[msg.sender] = totalSupply_; emit Transfer(address(0), msg.sender, totalSupply_); }
    function burnFrom(address _from, uint256 _value) public {
        require(_value <= balances[_from]);
        balances[_from] = balances[_from].sub(_value);
        totalSupply_ = totalSupply_.sub(_value);
        emit Burn(_from, _value);
        emit Transfer(_from, address(0), _value);
    }
}

// The owner could mint for the first few blocks. They are over.
contract SunsetMint is StandardToken, Ownable {
    string public name = "Morning Issue";
    string public symbol = "MRNG";
    uint8 public decimals = 18;
    uint256 public mintingEnds;
    event Mint(address indexed to, uint256 amount);
    constructor() public { mintingEnds = block.number + 3; totalSupply_ = 20000000 ether; balances[msg.sender] = totalSupply_; emit Transfer(address(0), msg.sender, totalSupply_); }
    function mint(address _to, uint256 _amount) public onlyOwner returns (bool) {
        require(block.number <= mintingEnds);
        totalSupply_ = totalSupply_.add(_amount);
        balances[_to] = balances[_to].add(_amount);
        emit Mint(_to, _amount);
        emit Transfer(address(0), _to, _amount);
        return true;
    }
}

// There is a pause, and a switch, thrown long ago, after which nobody can ever pause.
contract PauseNever is StandardToken, Ownable {
    string public name = "Open Road";
    string public symbol = "ROAD";
    uint8 public decimals = 18;
    bool public paused = false;
    bool public canPause = true;
    event Pause();
    event Unpause();
    event NotPausable();
    modifier whenNotPaused() { require(!paused || msg.sender == owner); _; }
    constructor() public { totalSupply_ = 25000000 ether; balances[msg.sender] = totalSupply_; emit Transfer(address(0), msg.sender, totalSupply_); }
    function pause() public onlyOwner { require(canPause); paused = true; emit Pause(); }
    function unpause() public onlyOwner { require(paused); paused = false; emit Unpause(); }
    function notPausable() public onlyOwner { paused = false; canPause = false; emit NotPausable(); }
    function transfer(address _to, uint256 _value) public whenNotPaused returns (bool) { return super.transfer(_to, _value); }
    function transferFrom(address _from, address _to, uint256 _value) public whenNotPaused returns (bool) { return super.transferFrom(_from, _to, _value); }
}
