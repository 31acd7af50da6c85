pragma solidity 0.5.17;

// Deflationary: one percent of each transfer is burned, whoever sends.
contract BurnFee {
    string public constant name = "Candle";
    string public constant symbol = "CNDL";
    uint8 public constant decimals = 18;
    uint256 private _supply = 10000000 ether;
    mapping(address => uint256) private _balances;
    mapping(address => mapping(address => uint256)) private _allowed;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    constructor() public { _balances[msg.sender] = _supply; emit Transfer(address(0), msg.sender, _supply); }
    function totalSupply() public view returns (uint256) { return _supply; }
    function balanceOf(address owner) public view returns (uint256) { return _balances[owner]; }
    function allowance(address owner, address spender) public view returns (uint256) { return _allowed[owner][spender]; }
    function onePercent(uint256 value) public pure returns (uint256) { return (value + 99) / 100; }
    function approve(address spender, uint256 value) public returns (bool) { _allowed[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) public returns (bool) { move(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) public returns (bool) {
        require(value <= _allowed[from][msg.sender]);
        _allowed[from][msg.sender] -= value;
        move(from, to, value);
        return true;
    }
    function move(address from, address to, uint256 value) internal {
        require(value <= _balances[from] && to != address(0));
        uint256 burned = onePercent(value);
        _balances[from] -= value;
        _balances[to] += value - burned;
        _supply -= burned;
        emit Transfer(from, to, value - burned);
        emit Transfer(from, address(0), burned);
    }
}
