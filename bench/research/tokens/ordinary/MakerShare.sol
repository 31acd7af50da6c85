pragma solidity 0.4.26;

// ds-token: one function asks an authority who may do what; owner is nobody, the authority lets one minter mint and its root do the rest.
contract DSAuthority { function canCall(address src, address dst, bytes4 sig) public view returns (bool); }

contract DSAuth {
    event LogSetAuthority(address indexed authority);
    event LogSetOwner(address indexed owner);
    DSAuthority public authority;
    address public owner;
    constructor() public { owner = msg.sender; emit LogSetOwner(msg.sender); }
    function setOwner(address owner_) public auth { owner = owner_; emit LogSetOwner(owner); }
    function setAuthority(DSAuthority authority_) public auth { authority = authority_; emit LogSetAuthority(authority); }
    modifier auth { require(isAuthorized(msg.sender, msg.sig)); _; }
    function isAuthorized(address src, bytes4 sig) internal view returns (bool) {
        if (src == address(this)) return true;
        else if (src == owner) return true;
        else if (authority == DSAuthority(0)) return false;
        else return authority.canCall(src, this, sig);
    }
}

contract MakerShare is DSAuth {
    bool public stopped;
    bytes32 public symbol = "MSHR";
    bytes32 public name = "Maker Share";
    uint256 public decimals = 18;
    uint256 _supply;
    mapping(address => uint256) _balances;
    mapping(address => mapping(address => uint256)) _approvals;
    event Transfer(address indexed from, address indexed to, uint value);
    event Approval(address indexed owner, address indexed spender, uint value);
    event Mint(address indexed guy, uint wad);
    event Burn(address indexed guy, uint wad);
    event LogNote(bytes4 indexed sig, address indexed guy, bytes32 indexed foo, bytes32 bar, uint wad, bytes fax) anonymous;

    modifier stoppable { require(!stopped); _; }
    modifier note { emit LogNote(msg.sig, msg.sender, 0, 0, msg.value, msg.data); _; }
    function sub(uint a, uint b) internal pure returns (uint c) { require((c = a - b) <= a); }
    function add(uint a, uint b) internal pure returns (uint c) { require((c = a + b) >= a); }

    function stop() public auth note { stopped = true; }
    function start() public auth note { stopped = false; }
    function totalSupply() public view returns (uint) { return _supply; }
    function balanceOf(address src) public view returns (uint) { return _balances[src]; }
    function allowance(address src, address guy) public view returns (uint) { return _approvals[src][guy]; }
    function approve(address guy) public stoppable returns (bool) { return approve(guy, uint(-1)); }
    function approve(address guy, uint wad) public stoppable returns (bool) { _approvals[msg.sender][guy] = wad; emit Approval(msg.sender, guy, wad); return true; }
    function transfer(address dst, uint wad) public returns (bool) { return transferFrom(msg.sender, dst, wad); }
    function transferFrom(address src, address dst, uint wad) public stoppable returns (bool) {
        if (src != msg.sender && _approvals[src][msg.sender] != uint(-1)) _approvals[src][msg.sender] = sub(_approvals[src][msg.sender], wad);
        _balances[src] = sub(_balances[src], wad);
        _balances[dst] = add(_balances[dst], wad);
        emit Transfer(src, dst, wad);
        return true;
    }
    function push(address dst, uint wad) public { transferFrom(msg.sender, dst, wad); }
    function pull(address src, uint wad) public { transferFrom(src, msg.sender, wad); }
    function move(address src, address dst, uint wad) public { transferFrom(src, dst, wad); }
    function mint(address guy, uint wad) public auth stoppable {
        _balances[guy] = add(_balances[guy], wad);
        _supply = add(_supply, wad);
        emit Mint(guy, wad);
    }
    function burn(uint wad) public { burn(msg.sender, wad); }
    function burn(address guy, uint wad) public stoppable {
        if (guy != msg.sender && _approvals[guy][msg.sender] != uint(-1)) _approvals[guy][msg.sender] = sub(_approvals[guy][msg.sender], wad);
        _balances[guy] = sub(_balances[guy], wad);
        _supply = sub(_supply, wad);
        emit Burn(guy, wad);
    }
}

// Wards may mint, anybody may burn what is approved to it, and the root may do anything.
contract ShareAuthority {
    address public root;
    mapping(address => uint) public wards;
    bytes4 constant mintSig = 0x40c10f19;
    bytes4 constant burnSig = 0x42966c68;
    bytes4 constant burnFromSig = 0x9dc29fac;
    event LogSetRoot(address indexed newRoot);
    event Rely(address indexed usr);
    modifier sudo { require(msg.sender == root); _; }
    constructor() public { root = msg.sender; }
    function setRoot(address usr) public sudo { root = usr; emit LogSetRoot(usr); }
    function rely(address usr) public sudo { wards[usr] = 1; emit Rely(usr); }
    function deny(address usr) public sudo { wards[usr] = 0; }
    function canCall(address src, address, bytes4 sig) public view returns (bool) {
        if (sig == burnSig || sig == burnFromSig || src == root) return true;
        else if (sig == mintSig) return (wards[src] == 1);
        else return false;
    }
}
