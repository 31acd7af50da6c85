pragma solidity 0.6.12;

// A stablecoin behind an admin proxy, in the storage layout of the old zos proxies, with one address for each role.
contract RoleStableProxy {
    bytes32 private constant IMPLEMENTATION_SLOT = keccak256("org.zeppelinos.proxy.implementation");
    bytes32 private constant ADMIN_SLOT = keccak256("org.zeppelinos.proxy.admin");
    event Upgraded(address implementation);

    constructor(address implementation, address admin) public {
        _store(IMPLEMENTATION_SLOT, implementation);
        _store(ADMIN_SLOT, admin);
    }

    modifier ifAdmin() { if (msg.sender == _load(ADMIN_SLOT)) { _; } else { _forward(); } }

    function admin() external ifAdmin returns (address) { return _load(ADMIN_SLOT); }
    function implementation() external ifAdmin returns (address) { return _load(IMPLEMENTATION_SLOT); }
    function changeAdmin(address to) external ifAdmin { require(to != address(0)); _store(ADMIN_SLOT, to); }
    function upgradeTo(address to) external ifAdmin { _store(IMPLEMENTATION_SLOT, to); emit Upgraded(to); }

    function _load(bytes32 slot) private view returns (address value) { assembly { value := sload(slot) } }
    function _store(bytes32 slot, address value) private { assembly { sstore(slot, value) } }

    function _forward() private {
        address target = _load(IMPLEMENTATION_SLOT);
        assembly {
            calldatacopy(0, 0, calldatasize())
            let ok := delegatecall(gas(), target, 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            switch ok case 0 { revert(0, returndatasize()) } default { return(0, returndatasize()) }
        }
    }

    fallback() external payable { require(msg.sender != _load(ADMIN_SLOT), "admin cannot fall back"); _forward(); }
}

contract RoleStable {
    address private _owner;
    address public pauser;
    bool public paused;
    address public blacklister;
    mapping(address => bool) internal blacklisted;
    string public name;
    string public symbol;
    uint8 public decimals;
    address public masterMinter;
    bool internal initialized;
    mapping(address => uint256) internal balances;
    mapping(address => mapping(address => uint256)) internal allowed;
    uint256 internal totalSupply_;
    mapping(address => bool) internal minters;
    mapping(address => uint256) internal minterAllowed;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    event Mint(address indexed minter, address indexed to, uint256 amount);
    event Burn(address indexed burner, uint256 amount);
    event MinterConfigured(address indexed minter, uint256 allowance);
    event Blacklisted(address indexed account);
    event UnBlacklisted(address indexed account);
    event Pause();
    event Unpause();

    function initialize(address master, address newPauser, address newBlacklister, address newOwner) public {
        require(!initialized, "RoleStable: already initialized");
        name = "Role Dollar";
        symbol = "RDOL";
        decimals = 6;
        masterMinter = master;
        pauser = newPauser;
        blacklister = newBlacklister;
        _owner = newOwner;
        initialized = true;
    }

    modifier onlyOwner() { require(msg.sender == _owner, "Ownable: caller is not the owner"); _; }
    modifier whenNotPaused() { require(!paused, "Pausable: paused"); _; }
    modifier notBlacklisted(address account) { require(!blacklisted[account], "Blacklistable: account is blacklisted"); _; }

    function owner() external view returns (address) { return _owner; }
    function transferOwnership(address to) external onlyOwner { require(to != address(0)); _owner = to; }
    function totalSupply() external view returns (uint256) { return totalSupply_; }
    function balanceOf(address account) external view returns (uint256) { return balances[account]; }
    function allowance(address holder, address spender) external view returns (uint256) { return allowed[holder][spender]; }
    function isMinter(address account) external view returns (bool) { return minters[account]; }
    function minterAllowance(address minter) external view returns (uint256) { return minterAllowed[minter]; }
    function isBlacklisted(address account) external view returns (bool) { return blacklisted[account]; }

    function configureMinter(address minter, uint256 amount) external whenNotPaused returns (bool) {
        require(msg.sender == masterMinter, "RoleStable: caller is not the masterMinter");
        minters[minter] = true;
        minterAllowed[minter] = amount;
        emit MinterConfigured(minter, amount);
        return true;
    }

    function mint(address to, uint256 amount) external whenNotPaused notBlacklisted(msg.sender) notBlacklisted(to) returns (bool) {
        require(minters[msg.sender], "RoleStable: caller is not a minter");
        require(amount > 0 && amount <= minterAllowed[msg.sender], "RoleStable: mint amount exceeds minterAllowance");
        totalSupply_ = totalSupply_ + amount;
        balances[to] = balances[to] + amount;
        minterAllowed[msg.sender] -= amount;
        emit Mint(msg.sender, to, amount);
        emit Transfer(address(0), to, amount);
        return true;
    }

    function burn(uint256 amount) external whenNotPaused notBlacklisted(msg.sender) {
        require(minters[msg.sender] && balances[msg.sender] >= amount, "RoleStable: burn");
        totalSupply_ -= amount;
        balances[msg.sender] -= amount;
        emit Burn(msg.sender, amount);
        emit Transfer(msg.sender, address(0), amount);
    }

    function approve(address spender, uint256 value) external whenNotPaused notBlacklisted(msg.sender) notBlacklisted(spender) returns (bool) {
        allowed[msg.sender][spender] = value;
        emit Approval(msg.sender, spender, value);
        return true;
    }

    function transfer(address to, uint256 value) external whenNotPaused notBlacklisted(msg.sender) notBlacklisted(to) returns (bool) {
        _transfer(msg.sender, to, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) external whenNotPaused notBlacklisted(msg.sender) notBlacklisted(from) notBlacklisted(to) returns (bool) {
        require(value <= allowed[from][msg.sender], "ERC20: transfer amount exceeds allowance");
        allowed[from][msg.sender] -= value;
        _transfer(from, to, value);
        return true;
    }

    function _transfer(address from, address to, uint256 value) internal {
        require(to != address(0), "ERC20: transfer to the zero address");
        require(value <= balances[from], "ERC20: transfer amount exceeds balance");
        balances[from] -= value;
        balances[to] += value;
        emit Transfer(from, to, value);
    }

    function pause() external { require(msg.sender == pauser, "Pausable: caller is not the pauser"); paused = true; emit Pause(); }
    function unpause() external { require(msg.sender == pauser, "Pausable: caller is not the pauser"); paused = false; emit Unpause(); }
    function blacklist(address account) external { require(msg.sender == blacklister, "Blacklistable"); blacklisted[account] = true; emit Blacklisted(account); }
    function unBlacklist(address account) external { require(msg.sender == blacklister, "Blacklistable"); blacklisted[account] = false; emit UnBlacklisted(account); }
    function updatePauser(address to) external onlyOwner { pauser = to; }
    function updateBlacklister(address to) external onlyOwner { blacklister = to; }
    function updateMasterMinter(address to) external onlyOwner { masterMinter = to; }
}
