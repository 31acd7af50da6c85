// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {ERC721Enumerable} from "@openzeppelin/contracts/token/ERC721/extensions/ERC721Enumerable.sol";
import {ERC721Royalty} from "@openzeppelin/contracts/token/ERC721/extensions/ERC721Royalty.sol";
import {ERC1155Supply, ERC1155} from "@openzeppelin/contracts/token/ERC1155/extensions/ERC1155Supply.sol";
import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";

contract Portraits is ERC721Enumerable, ERC721Royalty, Ownable {
    uint256 public constant price = 0.01 ether;
    constructor() ERC721("Portraits", "PORT") Ownable(msg.sender) { _setDefaultRoyalty(msg.sender, 500); }
    function mint(uint256 count) external payable { require(msg.value == price * count && totalSupply() + count <= 1_000); for (uint256 i = 0; i < count; i++) _safeMint(msg.sender, totalSupply() + 1); }
    function withdraw() external onlyOwner { (bool ok, ) = msg.sender.call{value: address(this).balance}(""); require(ok); }
    function _update(address to, uint256 id, address auth) internal override(ERC721, ERC721Enumerable) returns (address) { return super._update(to, id, auth); }
    function _increaseBalance(address account, uint128 value) internal override(ERC721, ERC721Enumerable) { super._increaseBalance(account, value); }
    function supportsInterface(bytes4 id) public view override(ERC721Enumerable, ERC721Royalty) returns (bool) { return super.supportsInterface(id); }
}

// Tokens of one mint share one ownership word, as ERC721A does.
contract BatchPortraits {
    string public name = "Batch Portraits";
    string public symbol = "BPRT";
    uint256 private _next = 1;
    mapping(uint256 => address) private _owned;
    mapping(address => uint256) public balanceOf;
    mapping(uint256 => address) public getApproved;
    mapping(address => mapping(address => bool)) public isApprovedForAll;
    event Transfer(address indexed from, address indexed to, uint256 indexed tokenId);
    event Approval(address indexed owner, address indexed approved, uint256 indexed tokenId);
    event ApprovalForAll(address indexed owner, address indexed operator, bool approved);
    function totalSupply() external view returns (uint256) { return _next - 1; }
    function supportsInterface(bytes4 id) external pure returns (bool) { return id == 0x01ffc9a7 || id == 0x80ac58cd || id == 0x5b5e139f; }
    function tokenURI(uint256) external pure returns (string memory) { return "ipfs://portrait"; }
    function mint(uint256 count) external {
        _owned[_next] = msg.sender;
        balanceOf[msg.sender] += count;
        for (uint256 i = 0; i < count; i++) emit Transfer(address(0), msg.sender, _next + i);
        _next += count;
    }
    function ownerOf(uint256 id) public view returns (address) { require(id > 0 && id < _next, "OwnerQueryForNonexistentToken"); while (_owned[id] == address(0)) id--; return _owned[id]; }
    function approve(address to, uint256 id) external { require(msg.sender == ownerOf(id)); getApproved[id] = to; emit Approval(msg.sender, to, id); }
    function setApprovalForAll(address to, bool yes) external { isApprovedForAll[msg.sender][to] = yes; emit ApprovalForAll(msg.sender, to, yes); }
    function transferFrom(address from, address to, uint256 id) public {
        require(ownerOf(id) == from && to != address(0) && (msg.sender == from || getApproved[id] == msg.sender || isApprovedForAll[from][msg.sender]));
        delete getApproved[id];
        if (id + 1 < _next && _owned[id + 1] == address(0)) _owned[id + 1] = from;
        _owned[id] = to;
        balanceOf[from] -= 1;
        balanceOf[to] += 1;
        emit Transfer(from, to, id);
    }
    function safeTransferFrom(address from, address to, uint256 id) external { transferFrom(from, to, id); }
    function safeTransferFrom(address from, address to, uint256 id, bytes calldata) external { transferFrom(from, to, id); }
}

contract Badge is ERC721, Ownable {
    uint256 private _next;
    event Locked(uint256 tokenId);
    constructor() ERC721("Alumni Badge", "ALUM") Ownable(msg.sender) {}
    function award(address to) external onlyOwner { _mint(to, ++_next); emit Locked(_next); }
    function locked(uint256 id) external view returns (bool) { _requireOwned(id); return true; }
    function supportsInterface(bytes4 id) public view override returns (bool) { return id == 0xb45a3c0e || super.supportsInterface(id); }
    function _update(address to, uint256 id, address auth) internal override returns (address) { address from = super._update(to, id, auth); require(from == address(0) || to == address(0), "soulbound"); return from; }
}

contract Tickets is ERC1155Supply, AccessControl {
    bytes32 public constant MINTER_ROLE = keccak256("MINTER_ROLE");
    constructor() ERC1155("ipfs://tickets/{id}.json") { _grantRole(DEFAULT_ADMIN_ROLE, msg.sender); _grantRole(MINTER_ROLE, msg.sender); }
    function mint(address to, uint256 id, uint256 amount) external onlyRole(MINTER_ROLE) { _mint(to, id, amount, ""); }
    function supportsInterface(bytes4 id) public view override(ERC1155, AccessControl) returns (bool) { return super.supportsInterface(id); }
}

// A simple account whose owner is itself, for accounts that delegate to code (EIP-7702).
contract BatchAccount {
    struct Call { address to; uint256 value; bytes data; }
    receive() external payable {}
    function execute(Call[] calldata calls) external payable { require(msg.sender == address(this), "self"); for (uint256 i = 0; i < calls.length; i++) { (bool ok, ) = calls[i].to.call{value: calls[i].value}(calls[i].data); require(ok); } }
}
