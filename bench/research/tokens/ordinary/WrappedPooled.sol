pragma solidity 0.6.12;

// Wraps a rebasing staked ether into one whose balances stand still.
interface Pooled {
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
    function transfer(address to, uint256 amount) external returns (bool);
    function getSharesByPooledEth(uint256 amount) external view returns (uint256);
    function getPooledEthByShares(uint256 amount) external view returns (uint256);
    function submit(address referral) external payable returns (uint256);
}

contract WrappedPooled {
    string public name = "Wrapped liquid pooled Ether";
    string public symbol = "wplETH";
    uint8 public decimals = 18;
    Pooled public stETH;
    uint256 public totalSupply;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    constructor(Pooled _stETH) public { stETH = _stETH; }
    function wrap(uint256 amount) external returns (uint256 got) {
        require(amount > 0, "can't wrap zero");
        got = stETH.getSharesByPooledEth(amount);
        _mint(msg.sender, got);
        stETH.transferFrom(msg.sender, address(this), amount);
    }
    function unwrap(uint256 amount) external returns (uint256 got) {
        require(amount > 0, "zero amount unwrap not allowed");
        got = stETH.getPooledEthByShares(amount);
        require(balanceOf[msg.sender] >= amount, "burn amount exceeds balance");
        balanceOf[msg.sender] -= amount;
        totalSupply -= amount;
        emit Transfer(msg.sender, address(0), amount);
        stETH.transfer(msg.sender, got);
    }
    receive() external payable { _mint(msg.sender, stETH.submit{value: msg.value}(address(0))); }
    function stEthPerToken() external view returns (uint256) { return stETH.getPooledEthByShares(1 ether); }
    function _mint(address to, uint256 amount) private { totalSupply += amount; balanceOf[to] += amount; emit Transfer(address(0), to, amount); }
    function approve(address spender, uint256 amount) external returns (bool) { allowance[msg.sender][spender] = amount; emit Approval(msg.sender, spender, amount); return true; }
    function transfer(address to, uint256 amount) external returns (bool) { _transfer(msg.sender, to, amount); return true; }
    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        require(allowance[from][msg.sender] >= amount, "ERC20: transfer amount exceeds allowance");
        allowance[from][msg.sender] -= amount;
        _transfer(from, to, amount);
        return true;
    }
    function _transfer(address from, address to, uint256 amount) private {
        require(to != address(0), "ERC20: transfer to the zero address");
        require(balanceOf[from] >= amount, "ERC20: transfer amount exceeds balance");
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
        emit Transfer(from, to, amount);
    }
}
