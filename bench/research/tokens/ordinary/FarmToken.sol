// SPDX-License-Identifier: MIT
pragma solidity 0.6.12;

// Minted only by the farm that owns it, so much a block; the farm belongs to a timelock.
contract FarmOwnable {
    address private _owner;
    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);
    constructor() internal { _owner = msg.sender; emit OwnershipTransferred(address(0), msg.sender); }
    function owner() public view returns (address) { return _owner; }
    modifier onlyOwner() { require(_owner == msg.sender, "Ownable: caller is not the owner"); _; }
    function renounceOwnership() public virtual onlyOwner { emit OwnershipTransferred(_owner, address(0)); _owner = address(0); }
    function transferOwnership(address newOwner) public virtual onlyOwner { require(newOwner != address(0), "Ownable: new owner is the zero address"); emit OwnershipTransferred(_owner, newOwner); _owner = newOwner; }
}

contract FarmToken is FarmOwnable {
    string public name = "Farm Token";
    string public symbol = "FARM";
    uint8 public decimals = 18;
    uint256 public totalSupply;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    function mint(address to, uint256 amount) public onlyOwner { totalSupply += amount; balanceOf[to] += amount; emit Transfer(address(0), to, amount); }
    function approve(address spender, uint256 amount) external returns (bool) { allowance[msg.sender][spender] = amount; emit Approval(msg.sender, spender, amount); return true; }
    function transfer(address to, uint256 amount) external returns (bool) { _transfer(msg.sender, to, amount); return true; }
    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        require(allowance[from][msg.sender] >= amount, "ERC20: transfer amount exceeds allowance");
        allowance[from][msg.sender] -= amount;
        _transfer(from, to, amount);
        return true;
    }
    function _transfer(address from, address to, uint256 amount) private {
        require(balanceOf[from] >= amount, "ERC20: transfer amount exceeds balance");
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
        emit Transfer(from, to, amount);
    }
}

interface StakeToken { function transfer(address to, uint256 amount) external returns (bool); function transferFrom(address from, address to, uint256 amount) external returns (bool); function balanceOf(address who) external view returns (uint256); }

contract FarmChef is FarmOwnable {
    struct UserInfo { uint256 amount; uint256 rewardDebt; }
    struct PoolInfo { StakeToken lpToken; uint256 allocPoint; uint256 lastRewardBlock; uint256 accPerShare; }
    FarmToken public token;
    uint256 public perBlock;
    PoolInfo[] public poolInfo;
    mapping(uint256 => mapping(address => UserInfo)) public userInfo;
    uint256 public totalAllocPoint;
    event Deposit(address indexed user, uint256 indexed pid, uint256 amount);
    event Withdraw(address indexed user, uint256 indexed pid, uint256 amount);

    constructor(FarmToken _token, uint256 _perBlock) public { token = _token; perBlock = _perBlock; }
    function poolLength() external view returns (uint256) { return poolInfo.length; }
    function add(uint256 points, StakeToken lpToken) public onlyOwner { totalAllocPoint += points; poolInfo.push(PoolInfo(lpToken, points, block.number, 0)); }
    function set(uint256 pid, uint256 points) public onlyOwner { totalAllocPoint = totalAllocPoint - poolInfo[pid].allocPoint + points; poolInfo[pid].allocPoint = points; }
    function updatePool(uint256 pid) public {
        PoolInfo storage pool = poolInfo[pid];
        uint256 supply = pool.lpToken.balanceOf(address(this));
        if (supply > 0) {
            uint256 reward = (block.number - pool.lastRewardBlock) * perBlock * pool.allocPoint / totalAllocPoint;
            token.mint(address(this), reward);
            pool.accPerShare += reward * 1e12 / supply;
        }
        pool.lastRewardBlock = block.number;
    }
    function deposit(uint256 pid, uint256 amount) public {
        UserInfo storage user = userInfo[pid][msg.sender];
        updatePool(pid);
        if (user.amount > 0) token.transfer(msg.sender, user.amount * poolInfo[pid].accPerShare / 1e12 - user.rewardDebt);
        poolInfo[pid].lpToken.transferFrom(msg.sender, address(this), amount);
        user.amount += amount;
        user.rewardDebt = user.amount * poolInfo[pid].accPerShare / 1e12;
        emit Deposit(msg.sender, pid, amount);
    }
    function withdraw(uint256 pid, uint256 amount) public {
        UserInfo storage user = userInfo[pid][msg.sender];
        require(user.amount >= amount, "withdraw: not good");
        updatePool(pid);
        token.transfer(msg.sender, user.amount * poolInfo[pid].accPerShare / 1e12 - user.rewardDebt);
        user.amount -= amount;
        user.rewardDebt = user.amount * poolInfo[pid].accPerShare / 1e12;
        poolInfo[pid].lpToken.transfer(msg.sender, amount);
        emit Withdraw(msg.sender, pid, amount);
    }
}
