// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {ERC2981} from "@openzeppelin/contracts/token/common/ERC2981.sol";

// Collections for the tests of the conformance suite. Honest ones must pass, each liar breaks one promise.

contract Honest721 is ERC721 {
    address internal immutable owner = msg.sender;
    uint256 private next = 7;

    constructor() ERC721("Honest", "HON") {}

    function safeMint(address to) external {
        require(msg.sender == owner);
        _safeMint(to, next++);
    }
}

contract HonestPaid721 is ERC721 {
    uint256 public constant price = 0.05 ether;
    uint256 private next;

    constructor() ERC721("Paid", "PAID") {}

    function mint() external payable {
        require(msg.value == price);
        _mint(msg.sender, next++);
    }
}

contract HonestPremint721 is ERC721 {
    constructor() ERC721("Premint", "PRE") {
        _mint(msg.sender, 0);
    }
}

contract HonestSoulbound721 is Honest721 {
    function _update(address to, uint256 id, address auth) internal override returns (address from) {
        from = super._update(to, id, auth);
        require(from == address(0));
    }
}

contract SkipsReceiverCheck is Honest721 {
    function safeTransferFrom(address from, address to, uint256 id, bytes memory) public override {
        transferFrom(from, to, id);
    }
}

contract LiesAboutInterface is Honest721 {
    function supportsInterface(bytes4) public pure override returns (bool) {
        return true;
    }
}

contract DeniesInterface is Honest721 {
    function supportsInterface(bytes4 id) public pure override returns (bool) {
        return id == 0x01ffc9a7;
    }
}

contract AnyoneMoves is Honest721 {
    function transferFrom(address, address to, uint256 id) public override {
        _update(to, id, address(0));
    }
}

contract OwnerMoves is Honest721 {
    function _isAuthorized(address holder, address spender, uint256 id) internal view override returns (bool) {
        return spender == owner || super._isAuthorized(holder, spender, id);
    }
}

contract KeepsApproval is Honest721 {
    function transferFrom(address from, address to, uint256 id) public override {
        address approved = getApproved(id);
        super.transferFrom(from, to, id);
        _approve(approved, id, address(0));
    }
}

contract DoubleEvent is Honest721 {
    function transferFrom(address from, address to, uint256 id) public override {
        super.transferFrom(from, to, id);
        emit Transfer(from, to, id);
    }
}

contract WrongCount is Honest721 {
    function balanceOf(address account) public view override returns (uint256) {
        return super.balanceOf(account) == 0 ? 0 : 1;
    }

    function transferFrom(address from, address to, uint256 id) public override {
        super.transferFrom(from, to, id);
        _increaseBalance(from, 1);
    }
}

contract OperatorForever is Honest721 {
    function setApprovalForAll(address operator, bool approved) public override {
        if (approved) super.setApprovalForAll(operator, true);
        else emit ApprovalForAll(msg.sender, operator, false);
    }
}

contract AnswersForNothing is Honest721 {
    function ownerOf(uint256 id) public view override returns (address) {
        return _ownerOf(id);
    }
}

contract MovesThoughSoulbound is Honest721 {}

contract HonestRoyalty721 is Honest721, ERC2981 {
    constructor() {
        _setDefaultRoyalty(msg.sender, 500);
    }

    function supportsInterface(bytes4 id) public view virtual override(ERC721, ERC2981) returns (bool) {
        return super.supportsInterface(id);
    }
}

contract RoyaltyAbovePrice is HonestRoyalty721 {
    function royaltyInfo(uint256, uint256 price) public view override returns (address, uint256) {
        return (owner, price * 2);
    }
}

contract RoyaltyFixed is HonestRoyalty721 {
    function royaltyInfo(uint256, uint256) public view override returns (address, uint256) {
        return (owner, 1 ether);
    }
}

contract RoyaltyHidden is HonestRoyalty721 {
    function supportsInterface(bytes4 id) public view override returns (bool) {
        return id != 0x2a55205a && super.supportsInterface(id);
    }
}

contract RoyaltyToNobody is HonestRoyalty721 {
    function royaltyInfo(uint256, uint256 price) public pure override returns (address, uint256) {
        return (address(0), price / 20);
    }
}

contract RoyaltyByPrice is HonestRoyalty721 {
    function royaltyInfo(uint256, uint256 price) public view override returns (address, uint256) {
        return (price > 1 ether ? address(0xBAD) : owner, price / 20);
    }
}
