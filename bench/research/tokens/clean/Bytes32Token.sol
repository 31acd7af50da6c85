pragma solidity 0.4.26;

contract Bytes32Token {
    bytes32 public name = "Quarry";
    bytes32 public symbol = "QRY";
    uint256 public decimals = 18;
    uint256 _supply;
    mapping (address => uint256) _balances;
    mapping (address => mapping (address => uint256)) _approvals;
    event Transfer(address indexed src, address indexed dst, uint wad);
    event Approval(address indexed src, address indexed guy, uint wad);

    function Bytes32Token(uint supply) public { _supply = supply; _balances[msg.sender] = supply; emit Transfer(0x0, msg.sender, supply); }
    function totalSupply() public view returns (uint) { return _supply; }
    function balanceOf(address src) public view returns (uint) { return _balances[src]; }
    function allowance(address src, address guy) public view returns (uint) { return _approvals[src][guy]; }
    function transfer(address dst, uint wad) public returns (bool) { return transferFrom(msg.sender, dst, wad); }
    function approve(address guy, uint wad) public returns (bool) { _approvals[msg.sender][guy] = wad; emit Approval(msg.sender, guy, wad); return true; }
    function approve(address guy) public returns (bool) { return approve(guy, uint(-1)); }
    function transferFrom(address src, address dst, uint wad) public returns (bool) {
        if (src != msg.sender && _approvals[src][msg.sender] != uint(-1)) _approvals[src][msg.sender] = sub(_approvals[src][msg.sender], wad);
        _balances[src] = sub(_balances[src], wad);
        _balances[dst] = add(_balances[dst], wad);
        emit Transfer(src, dst, wad);
        return true;
    }
    function push(address dst, uint wad) public { transferFrom(msg.sender, dst, wad); }
    function pull(address src, uint wad) public { transferFrom(src, msg.sender, wad); }
    function add(uint x, uint y) internal pure returns (uint z) { require((z = x + y) >= x); }
    function sub(uint x, uint y) internal pure returns (uint z) { require((z = x - y) <= x); }
}
