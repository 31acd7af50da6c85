pragma solidity 0.5.17;

// Checkpointed votes and delegation by signature; a minter may make two percent a year, and the minter is a timelock.
contract GovernanceShare {
    string public constant name = "Governance Share";
    string public constant symbol = "GOVS";
    uint8 public constant decimals = 18;
    uint public totalSupply = 1_000_000e18;
    address public minter;
    uint public mintingAllowedAfter;
    uint32 public constant minimumTimeBetweenMints = 1 days * 365;
    uint8 public constant mintCap = 2;
    mapping(address => mapping(address => uint96)) internal allowances;
    mapping(address => uint96) internal balances;
    mapping(address => address) public delegates;
    struct Checkpoint { uint32 fromBlock; uint96 votes; }
    mapping(address => mapping(uint32 => Checkpoint)) public checkpoints;
    mapping(address => uint32) public numCheckpoints;
    bytes32 public constant DOMAIN_TYPEHASH = keccak256("EIP712Domain(string name,uint256 chainId,address verifyingContract)");
    bytes32 public constant DELEGATION_TYPEHASH = keccak256("Delegation(address delegatee,uint256 nonce,uint256 expiry)");
    mapping(address => uint) public nonces;
    event MinterChanged(address minter, address newMinter);
    event DelegateChanged(address indexed delegator, address indexed fromDelegate, address indexed toDelegate);
    event DelegateVotesChanged(address indexed delegate, uint previousBalance, uint newBalance);
    event Transfer(address indexed from, address indexed to, uint256 amount);
    event Approval(address indexed owner, address indexed spender, uint256 amount);

    constructor(address account, address minter_, uint mintingAllowedAfter_) public {
        require(mintingAllowedAfter_ >= block.timestamp, "minting can only begin after deployment");
        balances[account] = uint96(totalSupply);
        emit Transfer(address(0), account, totalSupply);
        minter = minter_;
        emit MinterChanged(address(0), minter);
        mintingAllowedAfter = mintingAllowedAfter_;
    }
    function setMinter(address minter_) external { require(msg.sender == minter, "only the minter can change the minter address"); emit MinterChanged(minter, minter_); minter = minter_; }
    function mint(address dst, uint rawAmount) external {
        require(msg.sender == minter, "only the minter can mint");
        require(block.timestamp >= mintingAllowedAfter, "minting not allowed yet");
        require(dst != address(0), "cannot transfer to the zero address");
        mintingAllowedAfter = block.timestamp + minimumTimeBetweenMints;
        uint96 amount = safe96(rawAmount);
        require(amount <= totalSupply * mintCap / 100, "exceeded mint cap");
        totalSupply = totalSupply + amount;
        balances[dst] = add96(balances[dst], amount);
        emit Transfer(address(0), dst, amount);
        _moveDelegates(address(0), delegates[dst], amount);
    }
    function allowance(address account, address spender) external view returns (uint) { return allowances[account][spender]; }
    function approve(address spender, uint rawAmount) external returns (bool) {
        uint96 amount = rawAmount == uint(-1) ? uint96(-1) : safe96(rawAmount);
        allowances[msg.sender][spender] = amount;
        emit Approval(msg.sender, spender, amount);
        return true;
    }
    function balanceOf(address account) external view returns (uint) { return balances[account]; }
    function transfer(address dst, uint rawAmount) external returns (bool) { _transferTokens(msg.sender, dst, safe96(rawAmount)); return true; }
    function transferFrom(address src, address dst, uint rawAmount) external returns (bool) {
        uint96 spenderAllowance = allowances[src][msg.sender];
        uint96 amount = safe96(rawAmount);
        if (msg.sender != src && spenderAllowance != uint96(-1)) {
            uint96 newAllowance = sub96(spenderAllowance, amount);
            allowances[src][msg.sender] = newAllowance;
            emit Approval(src, msg.sender, newAllowance);
        }
        _transferTokens(src, dst, amount);
        return true;
    }
    function delegate(address delegatee) public { _delegate(msg.sender, delegatee); }
    function delegateBySig(address delegatee, uint nonce, uint expiry, uint8 v, bytes32 r, bytes32 s) public {
        bytes32 domainSeparator = keccak256(abi.encode(DOMAIN_TYPEHASH, keccak256(bytes(name)), uint(31337), address(this)));
        bytes32 digest = keccak256(abi.encodePacked("\x19\x01", domainSeparator, keccak256(abi.encode(DELEGATION_TYPEHASH, delegatee, nonce, expiry))));
        address signatory = ecrecover(digest, v, r, s);
        require(signatory != address(0), "invalid signature");
        require(nonce == nonces[signatory]++, "invalid nonce");
        require(now <= expiry, "signature expired");
        _delegate(signatory, delegatee);
    }
    function getCurrentVotes(address account) external view returns (uint96) { uint32 n = numCheckpoints[account]; return n > 0 ? checkpoints[account][n - 1].votes : 0; }
    function getPriorVotes(address account, uint blockNumber) public view returns (uint96) {
        require(blockNumber < block.number, "not yet determined");
        for (uint32 n = numCheckpoints[account]; n > 0; n--) if (checkpoints[account][n - 1].fromBlock <= blockNumber) return checkpoints[account][n - 1].votes;
        return 0;
    }
    function _delegate(address delegator, address delegatee) internal {
        address current = delegates[delegator];
        delegates[delegator] = delegatee;
        emit DelegateChanged(delegator, current, delegatee);
        _moveDelegates(current, delegatee, balances[delegator]);
    }
    function _transferTokens(address src, address dst, uint96 amount) internal {
        require(src != address(0) && dst != address(0), "cannot transfer to or from the zero address");
        balances[src] = sub96(balances[src], amount);
        balances[dst] = add96(balances[dst], amount);
        emit Transfer(src, dst, amount);
        _moveDelegates(delegates[src], delegates[dst], amount);
    }
    function _moveDelegates(address srcRep, address dstRep, uint96 amount) internal {
        if (srcRep == dstRep || amount == 0) return;
        if (srcRep != address(0)) { uint32 n = numCheckpoints[srcRep]; uint96 old = n > 0 ? checkpoints[srcRep][n - 1].votes : 0; _write(srcRep, n, old, sub96(old, amount)); }
        if (dstRep != address(0)) { uint32 n = numCheckpoints[dstRep]; uint96 old = n > 0 ? checkpoints[dstRep][n - 1].votes : 0; _write(dstRep, n, old, add96(old, amount)); }
    }
    function _write(address delegatee, uint32 n, uint96 oldVotes, uint96 newVotes) internal {
        if (n > 0 && checkpoints[delegatee][n - 1].fromBlock == uint32(block.number)) checkpoints[delegatee][n - 1].votes = newVotes;
        else { checkpoints[delegatee][n] = Checkpoint(uint32(block.number), newVotes); numCheckpoints[delegatee] = n + 1; }
        emit DelegateVotesChanged(delegatee, oldVotes, newVotes);
    }
    function safe96(uint n) internal pure returns (uint96) { require(n < 2**96, "exceeds 96 bits"); return uint96(n); }
    function add96(uint96 a, uint96 b) internal pure returns (uint96) { uint96 c = a + b; require(c >= a, "overflows"); return c; }
    function sub96(uint96 a, uint96 b) internal pure returns (uint96) { require(b <= a, "underflows"); return a - b; }
}

// Queues what its admin wants and executes it after a delay.
contract GovernanceTimelock {
    uint public constant GRACE_PERIOD = 14 days;
    address public admin;
    address public pendingAdmin;
    uint public delay;
    mapping(bytes32 => bool) public queuedTransactions;
    event QueueTransaction(bytes32 indexed txHash, address indexed target, uint value, string signature, bytes data, uint eta);
    event ExecuteTransaction(bytes32 indexed txHash, address indexed target, uint value, string signature, bytes data, uint eta);
    constructor(address admin_, uint delay_) public { require(delay_ >= 2 days && delay_ <= 30 days); admin = admin_; delay = delay_; }
    function() external payable {}
    function setDelay(uint delay_) public { require(msg.sender == address(this)); require(delay_ >= 2 days && delay_ <= 30 days); delay = delay_; }
    function acceptAdmin() public { require(msg.sender == pendingAdmin); admin = msg.sender; pendingAdmin = address(0); }
    function setPendingAdmin(address to) public { require(msg.sender == address(this)); pendingAdmin = to; }
    function queueTransaction(address target, uint value, string memory signature, bytes memory data, uint eta) public returns (bytes32) {
        require(msg.sender == admin, "Call must come from admin.");
        require(eta >= block.timestamp + delay, "Estimated execution block must satisfy delay.");
        bytes32 id = keccak256(abi.encode(target, value, signature, data, eta));
        queuedTransactions[id] = true;
        emit QueueTransaction(id, target, value, signature, data, eta);
        return id;
    }
    function cancelTransaction(address target, uint value, string memory signature, bytes memory data, uint eta) public { require(msg.sender == admin); queuedTransactions[keccak256(abi.encode(target, value, signature, data, eta))] = false; }
    function executeTransaction(address target, uint value, string memory signature, bytes memory data, uint eta) public payable returns (bytes memory) {
        require(msg.sender == admin, "Call must come from admin.");
        bytes32 id = keccak256(abi.encode(target, value, signature, data, eta));
        require(queuedTransactions[id], "Transaction hasn't been queued.");
        require(block.timestamp >= eta && block.timestamp <= eta + GRACE_PERIOD);
        queuedTransactions[id] = false;
        bytes memory callData = bytes(signature).length == 0 ? data : abi.encodePacked(bytes4(keccak256(bytes(signature))), data);
        (bool success, bytes memory returnData) = target.call.value(value)(callData);
        require(success, "Transaction execution reverted.");
        emit ExecuteTransaction(id, target, value, signature, data, eta);
        return returnData;
    }
}
