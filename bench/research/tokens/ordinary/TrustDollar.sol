// SPDX-License-Identifier: MIT
pragma solidity 0.8.17;

// A trust company's dollar: an owner who pauses, a supply controller who issues and redeems, and an asset protection role that freezes and wipes.
contract TrustDollar {
    string public constant name = "Trust Dollar";
    string public constant symbol = "TRUSD";
    uint8 public constant decimals = 6;
    mapping(address => uint256) private balances;
    mapping(address => mapping(address => uint256)) private allowed;
    mapping(address => bool) private frozen;
    uint256 private supply;
    address public owner;
    address public proposedOwner;
    bool public paused;
    address public assetProtectionRole;
    address public supplyController;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    event OwnershipTransferProposed(address indexed currentOwner, address indexed proposedOwner);
    event OwnershipTransferred(address indexed oldOwner, address indexed newOwner);
    event Pause();
    event Unpause();
    event AddressFrozen(address indexed addr);
    event AddressUnfrozen(address indexed addr);
    event FrozenAddressWiped(address indexed addr);
    event SupplyIncreased(address indexed to, uint256 value);
    event SupplyDecreased(address indexed from, uint256 value);

    constructor() { owner = msg.sender; assetProtectionRole = msg.sender; supplyController = msg.sender; }
    modifier onlyOwner() { require(msg.sender == owner, "onlyOwner"); _; }
    modifier onlyProtection() { require(msg.sender == assetProtectionRole, "onlyAssetProtectionRole"); _; }
    modifier onlyController() { require(msg.sender == supplyController, "onlySupplyController"); _; }
    modifier whenNotPaused() { require(!paused, "whenNotPaused"); _; }
    function totalSupply() external view returns (uint256) { return supply; }
    function balanceOf(address who) external view returns (uint256) { return balances[who]; }
    function allowance(address who, address spender) external view returns (uint256) { return allowed[who][spender]; }
    function isFrozen(address who) external view returns (bool) { return frozen[who]; }
    function transfer(address to, uint256 value) external whenNotPaused returns (bool) { require(!frozen[to] && !frozen[msg.sender], "address frozen"); _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external whenNotPaused returns (bool) {
        require(!frozen[to] && !frozen[from] && !frozen[msg.sender], "address frozen");
        require(value <= allowed[from][msg.sender], "insufficient allowance");
        allowed[from][msg.sender] -= value;
        _transfer(from, to, value);
        return true;
    }
    function _transfer(address from, address to, uint256 value) private { require(to != address(0), "cannot transfer to address zero"); require(value <= balances[from], "insufficient funds"); balances[from] -= value; balances[to] += value; emit Transfer(from, to, value); }
    function approve(address spender, uint256 value) external whenNotPaused returns (bool) { require(!frozen[spender] && !frozen[msg.sender], "address frozen"); allowed[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function proposeOwner(address to) external onlyOwner { proposedOwner = to; emit OwnershipTransferProposed(owner, to); }
    function claimOwnership() external { require(msg.sender == proposedOwner, "onlyProposedOwner"); emit OwnershipTransferred(owner, proposedOwner); owner = proposedOwner; proposedOwner = address(0); }
    function pause() external onlyOwner { require(!paused); paused = true; emit Pause(); }
    function unpause() external onlyOwner { require(paused); paused = false; emit Unpause(); }
    function setAssetProtectionRole(address to) external { require(msg.sender == assetProtectionRole || msg.sender == owner); assetProtectionRole = to; }
    function setSupplyController(address to) external { require(msg.sender == supplyController || msg.sender == owner); require(to != address(0)); supplyController = to; }
    function freeze(address who) external onlyProtection { require(!frozen[who]); frozen[who] = true; emit AddressFrozen(who); }
    function unfreeze(address who) external onlyProtection { require(frozen[who]); frozen[who] = false; emit AddressUnfrozen(who); }
    function wipeFrozenAddress(address who) external onlyProtection {
        require(frozen[who], "address is not frozen");
        uint256 value = balances[who];
        balances[who] = 0;
        supply -= value;
        emit FrozenAddressWiped(who);
        emit SupplyDecreased(who, value);
        emit Transfer(who, address(0), value);
    }
    function increaseSupply(uint256 value) external onlyController returns (bool) { supply += value; balances[supplyController] += value; emit SupplyIncreased(supplyController, value); emit Transfer(address(0), supplyController, value); return true; }
    function decreaseSupply(uint256 value) external onlyController returns (bool) { require(value <= balances[supplyController], "not enough supply"); balances[supplyController] -= value; supply -= value; emit SupplyDecreased(supplyController, value); emit Transfer(supplyController, address(0), value); return true; }
}
