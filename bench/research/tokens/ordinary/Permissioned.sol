// SPDX-License-Identifier: MIT
pragma solidity 0.8.17;

// A regulated share in the manner of ERC-3643: only verified holders, agents who freeze, pause, force transfers and recover lost wallets.
contract IdentityRegistry {
    address public owner;
    mapping(address => bool) private _verified;
    event IdentityRegistered(address indexed holder);
    constructor() { owner = msg.sender; }
    function registerIdentity(address holder) external { require(msg.sender == owner); _verified[holder] = true; emit IdentityRegistered(holder); }
    function deleteIdentity(address holder) external { require(msg.sender == owner); _verified[holder] = false; }
    function transferOwnership(address to) external { require(msg.sender == owner); owner = to; }
    function isVerified(address holder) external view returns (bool) { return _verified[holder]; }
}

contract Permissioned {
    string public name = "Permissioned Share";
    string public symbol = "PSHR";
    uint8 public constant decimals = 0;
    string public constant version = "4.0.0";
    address public owner;
    address public onchainID;
    IdentityRegistry public identityRegistry;
    uint256 public totalSupply;
    bool public paused;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    mapping(address => bool) private _agents;
    mapping(address => bool) private _frozen;
    mapping(address => uint256) private _frozenTokens;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    event AgentAdded(address indexed agent);
    event AddressFrozen(address indexed user, bool indexed isFrozen, address indexed by);
    event Paused(address account);
    event Unpaused(address account);
    event RecoverySuccess(address indexed lost, address indexed fresh);

    constructor(IdentityRegistry registry) { owner = msg.sender; identityRegistry = registry; }
    modifier onlyOwner() { require(msg.sender == owner, "Ownable: caller is not the owner"); _; }
    modifier onlyAgent() { require(_agents[msg.sender], "AgentRole: caller does not have the Agent role"); _; }
    function transferOwnership(address to) external onlyOwner { require(to != address(0)); owner = to; }
    function addAgent(address to) external onlyOwner { _agents[to] = true; emit AgentAdded(to); }
    function removeAgent(address to) external onlyOwner { _agents[to] = false; }
    function isAgent(address who) external view returns (bool) { return _agents[who]; }
    function setIdentityRegistry(IdentityRegistry to) external onlyOwner { identityRegistry = to; }
    function isFrozen(address who) external view returns (bool) { return _frozen[who]; }
    function getFrozenTokens(address who) external view returns (uint256) { return _frozenTokens[who]; }
    function pause() external onlyAgent { paused = true; emit Paused(msg.sender); }
    function unpause() external onlyAgent { paused = false; emit Unpaused(msg.sender); }
    function setAddressFrozen(address who, bool freeze) public onlyAgent { _frozen[who] = freeze; emit AddressFrozen(who, freeze, msg.sender); }
    function freezePartialTokens(address who, uint256 amount) external onlyAgent { require(balanceOf[who] >= _frozenTokens[who] + amount); _frozenTokens[who] += amount; }
    function approve(address spender, uint256 amount) external returns (bool) { allowance[msg.sender][spender] = amount; emit Approval(msg.sender, spender, amount); return true; }
    function transfer(address to, uint256 amount) external returns (bool) { _checked(msg.sender, to, amount); return true; }
    function transferFrom(address from, address to, uint256 amount) external returns (bool) { allowance[from][msg.sender] -= amount; _checked(from, to, amount); return true; }
    function _checked(address from, address to, uint256 amount) private {
        require(!paused, "Pausable: paused");
        require(!_frozen[to] && !_frozen[from], "wallet is frozen");
        require(amount <= balanceOf[from] - _frozenTokens[from], "Insufficient Balance");
        require(identityRegistry.isVerified(to), "Transfer not possible");
        _move(from, to, amount);
    }
    function _move(address from, address to, uint256 amount) private { balanceOf[from] -= amount; balanceOf[to] += amount; emit Transfer(from, to, amount); }
    function forcedTransfer(address from, address to, uint256 amount) external onlyAgent returns (bool) { require(identityRegistry.isVerified(to), "Transfer not possible"); _move(from, to, amount); return true; }
    function mint(address to, uint256 amount) external onlyAgent { require(identityRegistry.isVerified(to), "Identity is not verified."); totalSupply += amount; balanceOf[to] += amount; emit Transfer(address(0), to, amount); }
    function burn(address from, uint256 amount) external onlyAgent { totalSupply -= amount; balanceOf[from] -= amount; emit Transfer(from, address(0), amount); }
    function recoveryAddress(address lost, address fresh) external onlyAgent returns (bool) { _move(lost, fresh, balanceOf[lost]); emit RecoverySuccess(lost, fresh); return true; }
}
