pragma solidity 0.4.26;

// A coin backed by custody: mintable, burnable, pausable, claimable; its owner is a controller that minters and a multisig use.
contract CustodyOwnable {
    address public owner;
    address public pendingOwner;
    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);
    constructor() public { owner = msg.sender; }
    modifier onlyOwner() { require(msg.sender == owner); _; }
    modifier onlyPendingOwner() { require(msg.sender == pendingOwner); _; }
    function transferOwnership(address newOwner) onlyOwner public { pendingOwner = newOwner; }
    function claimOwnership() onlyPendingOwner public { emit OwnershipTransferred(owner, pendingOwner); owner = pendingOwner; pendingOwner = address(0); }
}

contract CustodyCoin is CustodyOwnable {
    string public name = "Custody Bitcoin";
    string public symbol = "CBTC";
    uint8 public constant decimals = 8;
    uint256 totalSupply_;
    bool public paused = false;
    bool public mintingFinished = false;
    mapping(address => uint256) balances;
    mapping(address => mapping(address => uint256)) internal allowed;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    event Mint(address indexed to, uint256 amount);
    event MintFinished();
    event Burn(address indexed burner, uint256 value);
    event Pause();
    event Unpause();
    modifier whenNotPaused() { require(!paused); _; }
    modifier canMint() { require(!mintingFinished); _; }

    function totalSupply() public view returns (uint256) { return totalSupply_; }
    function balanceOf(address _owner) public view returns (uint256) { return balances[_owner]; }
    function allowance(address _owner, address _spender) public view returns (uint256) { return allowed[_owner][_spender]; }
    function transfer(address _to, uint256 _value) public whenNotPaused returns (bool) { _move(msg.sender, _to, _value); return true; }
    function transferFrom(address _from, address _to, uint256 _value) public whenNotPaused returns (bool) {
        require(_value <= allowed[_from][msg.sender]);
        allowed[_from][msg.sender] -= _value;
        _move(_from, _to, _value);
        return true;
    }
    function _move(address _from, address _to, uint256 _value) private {
        require(_value <= balances[_from]);
        require(_to != address(0));
        balances[_from] -= _value;
        balances[_to] += _value;
        emit Transfer(_from, _to, _value);
    }
    function approve(address _spender, uint256 _value) public whenNotPaused returns (bool) { allowed[msg.sender][_spender] = _value; emit Approval(msg.sender, _spender, _value); return true; }
    function mint(address _to, uint256 _amount) onlyOwner canMint public returns (bool) {
        totalSupply_ += _amount;
        balances[_to] += _amount;
        emit Mint(_to, _amount);
        emit Transfer(address(0), _to, _amount);
        return true;
    }
    function finishMinting() onlyOwner canMint public returns (bool) { return false; }
    function burn(uint256 value) public onlyOwner {
        require(value <= balances[msg.sender]);
        balances[msg.sender] -= value;
        totalSupply_ -= value;
        emit Burn(msg.sender, value);
        emit Transfer(msg.sender, address(0), value);
    }
    function pause() onlyOwner whenNotPaused public { paused = true; emit Pause(); }
    function unpause() onlyOwner public { require(paused); paused = false; emit Unpause(); }
    function reclaimToken(CustodyCoin _token) external onlyOwner { require(_token.transfer(owner, _token.balanceOf(this))); }
}

contract CustodyController is CustodyOwnable {
    CustodyCoin public token;
    address public factory;
    constructor(CustodyCoin _token) public { token = _token; }
    modifier onlyFactory() { require(msg.sender == factory, "sender not authorized for minting or burning."); _; }
    function setFactory(address to) external onlyOwner { factory = to; }
    function callClaimOwnership() external onlyOwner { token.claimOwnership(); }
    function transferTokenOwnership(address to) external onlyOwner { token.transferOwnership(to); }
    function mint(address to, uint256 amount) external onlyFactory returns (bool) { require(to != address(0)); require(token.mint(to, amount)); return true; }
    function burn(uint256 value) external onlyFactory returns (bool) { token.burn(value); return true; }
    function pause() external onlyOwner returns (bool) { token.pause(); return true; }
    function unpause() external onlyOwner returns (bool) { token.unpause(); return true; }
}
