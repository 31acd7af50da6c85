// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {ERC1155} from "@openzeppelin/contracts/token/ERC1155/ERC1155.sol";

// Collections for the tests of the conformance suite. Honest ones must pass, each liar breaks one promise.

contract Honest1155 is ERC1155 {
    address internal immutable owner = msg.sender;

    constructor() ERC1155("") {}

    function mint(address to, uint256 id, uint256 amount, bytes calldata data) external {
        require(msg.sender == owner);
        _mint(to, id, amount, data);
    }
}

contract HonestPremint1155 is ERC1155 {
    constructor() ERC1155("") {
        uint256[] memory ids = new uint256[](2);
        uint256[] memory amounts = new uint256[](2);
        (ids[0], ids[1], amounts[0], amounts[1]) = (4, 5, 100, 1);
        _mintBatch(msg.sender, ids, amounts, "");
    }
}

contract SkipsReceiver1155 is Honest1155 {
    function safeTransferFrom(address from, address to, uint256 id, uint256 value, bytes memory) public override {
        require(msg.sender == from || isApprovedForAll(from, msg.sender));
        require(to != address(0));
        uint256[] memory ids = new uint256[](1);
        uint256[] memory values = new uint256[](1);
        (ids[0], values[0]) = (id, value);
        _update(from, to, ids, values);
    }
}

contract SkipsReceiverInBatch is Honest1155 {
    function safeBatchTransferFrom(address from, address to, uint256[] memory ids, uint256[] memory values, bytes memory) public override {
        require(msg.sender == from || isApprovedForAll(from, msg.sender));
        require(to != address(0));
        _update(from, to, ids, values);
    }
}

contract LosesOne is Honest1155 {
    function _update(address from, address to, uint256[] memory ids, uint256[] memory values) internal override {
        super._update(from, to, ids, values);
        if (from != address(0) && values[0] > 2) {
            uint256[] memory one = new uint256[](1);
            one[0] = 1;
            super._update(to, address(0), ids, one);
        }
    }
}

contract AnyoneMoves1155 is Honest1155 {
    function safeTransferFrom(address from, address to, uint256 id, uint256 value, bytes memory data) public override {
        _safeTransferFrom(from, to, id, value, data);
    }
}

contract OwnerMoves1155 is Honest1155 {
    function safeBatchTransferFrom(address from, address to, uint256[] memory ids, uint256[] memory values, bytes memory data) public override {
        require(msg.sender == owner || msg.sender == from || isApprovedForAll(from, msg.sender));
        _safeBatchTransferFrom(from, to, ids, values, data);
    }
}

contract BatchBalanceLies is Honest1155 {
    function balanceOfBatch(address[] memory accounts, uint256[] memory ids) public pure override returns (uint256[] memory) {
        require(accounts.length == ids.length);
        return new uint256[](accounts.length);
    }
}

contract WrongOperator1155 is Honest1155 {
    function safeTransferFrom(address from, address to, uint256 id, uint256 value, bytes memory data) public override {
        super.safeTransferFrom(from, to, id, value, data);
        emit TransferSingle(address(0), from, to, id, value);
    }
}

contract DeniesInterface1155 is Honest1155 {
    function supportsInterface(bytes4 id) public pure override returns (bool) {
        return id == 0x01ffc9a7;
    }
}
