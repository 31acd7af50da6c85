// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

// A shared spender that moves tokens only with the owner's signature or by the owner itself, and a token that trusts it without an allowance.
contract PermitSpender {
    mapping(address => uint256) public nonces;
    bytes32 private constant TYPEHASH = keccak256("PermitTransferFrom(address token,uint256 amount,address to,uint256 nonce,uint256 deadline)");
    mapping(address => mapping(address => mapping(address => uint160))) public allowance;
    function DOMAIN_SEPARATOR() public view returns (bytes32) { return keccak256(abi.encode(keccak256("EIP712Domain(string name,uint256 chainId,address verifyingContract)"), keccak256("PermitSpender"), block.chainid, address(this))); }
    function approve(address token, address spender, uint160 amount) external { allowance[msg.sender][token][spender] = amount; }
    function transferFrom(address from, address to, uint160 amount, address token) external {
        allowance[from][token][msg.sender] -= amount;
        (bool ok, ) = token.call(abi.encodeWithSignature("transferFrom(address,address,uint256)", from, to, uint256(amount)));
        require(ok, "TRANSFER_FROM_FAILED");
    }
    function permitTransferFrom(address token, address from, address to, uint256 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s) external {
        require(block.timestamp <= deadline, "SignatureExpired");
        bytes32 digest = keccak256(abi.encodePacked("\x19\x01", DOMAIN_SEPARATOR(), keccak256(abi.encode(TYPEHASH, token, amount, to, nonces[from]++, deadline))));
        address signer = ecrecover(digest, v, r, s);
        require(signer != address(0) && signer == from, "InvalidSigner");
        (bool ok, ) = token.call(abi.encodeWithSignature("transferFrom(address,address,uint256)", from, to, amount));
        require(ok, "TRANSFER_FROM_FAILED");
    }
}

contract SpenderToken {
    string public constant name = "Spender Friendly";
    string public constant symbol = "SPND";
    uint8 public constant decimals = 18;
    uint256 public constant totalSupply = 1_000_000 ether;
    address public immutable PERMIT2;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) private _allowances;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    error InsufficientAllowance();
    constructor(address spender) { PERMIT2 = spender; balanceOf[msg.sender] = totalSupply; emit Transfer(address(0), msg.sender, totalSupply); }
    function allowance(address owner, address spender) external view returns (uint256) { return spender == PERMIT2 ? type(uint256).max : _allowances[owner][spender]; }
    function approve(address spender, uint256 amount) external returns (bool) { _allowances[msg.sender][spender] = amount; emit Approval(msg.sender, spender, amount); return true; }
    function transfer(address to, uint256 amount) external returns (bool) { _move(msg.sender, to, amount); return true; }
    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        if (msg.sender != PERMIT2) {
            uint256 allowed = _allowances[from][msg.sender];
            if (allowed < amount) revert InsufficientAllowance();
            if (allowed != type(uint256).max) _allowances[from][msg.sender] = allowed - amount;
        }
        _move(from, to, amount);
        return true;
    }
    function _move(address from, address to, uint256 amount) private { balanceOf[from] -= amount; unchecked { balanceOf[to] += amount; } emit Transfer(from, to, amount); }
}
