pragma solidity 0.4.26;

// Staked ether in shares behind an application proxy. Deposits are open to all; a committee of oracles reports rewards and losses, and cannot
// move a balance by more than a tenth in a day. The kernel says which code runs.
contract Kernel {
    address public governance;
    address public app;
    event SetApp(address indexed app);
    constructor(address firstApp) public { governance = msg.sender; app = firstApp; }
    function setApp(address next) external { require(msg.sender == governance); app = next; emit SetApp(next); }
    function setGovernance(address next) external { require(msg.sender == governance); governance = next; }
}

contract AppProxy {
    bytes32 private constant KERNEL_POSITION = keccak256("pooled.app.kernel");
    constructor(address kernel) public { bytes32 position = KERNEL_POSITION; assembly { sstore(position, kernel) } }
    function proxyType() public pure returns (uint256) { return 2; }
    function implementation() public view returns (address) { return Kernel(getKernel()).app(); }
    function getKernel() internal view returns (address value) { bytes32 position = KERNEL_POSITION; assembly { value := sload(position) } }
    function () external payable {
        address target = implementation();
        require(target != address(0));
        assembly {
            calldatacopy(0, 0, calldatasize)
            let ok := delegatecall(sub(gas, 10000), target, 0, calldatasize, 0, 0)
            returndatacopy(0, 0, returndatasize)
            switch ok case 0 { revert(0, returndatasize) } default { return(0, returndatasize) }
        }
    }
}

contract PooledEther {
    mapping(address => uint256) private shares;
    mapping(address => mapping(address => uint256)) private allowances;
    uint256 private totalShares;
    uint256 private pooled;
    address private oracle;
    bool private initialized;
    uint256 private lastReport;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event TransferShares(address indexed from, address indexed to, uint256 sharesValue);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    event Submitted(address indexed sender, uint256 amount, address referral);
    event TokenRebased(uint256 pooled, uint256 shares);

    function initialize(address _oracle) external payable {
        require(!initialized, "INIT");
        initialized = true;
        oracle = _oracle;
        lastReport = now;
        pooled = msg.value;
        totalShares = msg.value;
        shares[0xdead] = msg.value;
        emit Transfer(address(0), 0xdead, msg.value);
    }
    function name() external pure returns (string) { return "Liquid pooled Ether"; }
    function symbol() external pure returns (string) { return "plETH"; }
    function decimals() external pure returns (uint8) { return 18; }
    function totalSupply() external view returns (uint256) { return pooled; }
    function getTotalShares() external view returns (uint256) { return totalShares; }
    function sharesOf(address account) external view returns (uint256) { return shares[account]; }
    function getOracle() external view returns (address) { return oracle; }
    function balanceOf(address account) public view returns (uint256) { return getPooledEthByShares(shares[account]); }
    function getPooledEthByShares(uint256 amount) public view returns (uint256) { return totalShares == 0 ? 0 : amount * pooled / totalShares; }
    function getSharesByPooledEth(uint256 amount) public view returns (uint256) { return pooled == 0 ? 0 : amount * totalShares / pooled; }
    function allowance(address holder, address spender) external view returns (uint256) { return allowances[holder][spender]; }
    function approve(address spender, uint256 amount) external returns (bool) { _approve(msg.sender, spender, amount); return true; }
    function _approve(address holder, address spender, uint256 amount) private { require(spender != address(0)); allowances[holder][spender] = amount; emit Approval(holder, spender, amount); }
    function transfer(address to, uint256 amount) external returns (bool) { _move(msg.sender, to, getSharesByPooledEth(amount)); return true; }
    function transferShares(address to, uint256 amount) external returns (uint256) { _move(msg.sender, to, amount); return getPooledEthByShares(amount); }
    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        uint256 current = allowances[from][msg.sender];
        require(current >= amount, "ALLOWANCE_EXCEEDED");
        _approve(from, msg.sender, current - amount);
        _move(from, to, getSharesByPooledEth(amount));
        return true;
    }
    function _move(address from, address to, uint256 amount) private {
        require(to != address(0) && to != address(this), "TRANSFER_TO");
        require(shares[from] >= amount, "BALANCE_EXCEEDED");
        shares[from] -= amount;
        shares[to] += amount;
        emit Transfer(from, to, getPooledEthByShares(amount));
        emit TransferShares(from, to, amount);
    }
    function () external payable { require(msg.data.length == 0); _submit(0); }
    function submit(address referral) external payable returns (uint256) { return _submit(referral); }
    function _submit(address referral) private returns (uint256 amount) {
        require(msg.value != 0, "ZERO_DEPOSIT");
        amount = getSharesByPooledEth(msg.value);
        shares[msg.sender] += amount;
        totalShares += amount;
        pooled += msg.value;
        emit Submitted(msg.sender, msg.value, referral);
        emit Transfer(address(0), msg.sender, msg.value);
        emit TransferShares(address(0), msg.sender, amount);
    }
    function handleOracleReport(int256 delta) external {
        require(msg.sender == oracle, "APP_AUTH_FAILED");
        require(now >= lastReport + 20 hours, "REPORT_TOO_EARLY");
        lastReport = now;
        if (delta >= 0) { require(uint256(delta) <= pooled / 10); pooled += uint256(delta); }
        else { require(uint256(-delta) <= pooled / 10); pooled -= uint256(-delta); }
        emit TokenRebased(pooled, totalShares);
    }
}

contract OracleCommittee {
    PooledEther public token;
    mapping(address => bool) public members;
    uint256 public quorum;
    mapping(bytes32 => uint256) public votes;
    mapping(bytes32 => mapping(address => bool)) public voted;
    constructor(address[] list, uint256 needed) public { for (uint256 i = 0; i < list.length; i++) members[list[i]] = true; quorum = needed; }
    function setToken(PooledEther to) external { require(address(token) == 0); token = to; }
    function report(uint256 epoch, int256 delta) external {
        require(members[msg.sender], "MEMBER_NOT_FOUND");
        bytes32 id = keccak256(abi.encodePacked(epoch, delta));
        require(!voted[id][msg.sender]);
        voted[id][msg.sender] = true;
        votes[id] += 1;
        if (votes[id] == quorum) token.handleOracleReport(delta);
    }
}
