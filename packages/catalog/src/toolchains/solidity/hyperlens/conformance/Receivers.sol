// SPDX-License-Identifier: MIT
pragma solidity >=0.8.4 <0.9.0;

/// @title Contracts that receive tokens, rightly and wrongly
contract GoodReceiver {
    address public operator;
    address public from;
    uint256 public id;
    uint256 public amount;
    bytes public data;
    uint256 public calls;

    function onERC721Received(address operator_, address from_, uint256 id_, bytes calldata data_) external returns (bytes4) {
        (operator, from, id, data) = (operator_, from_, id_, data_);
        calls++;
        return this.onERC721Received.selector;
    }

    function onERC1155Received(address operator_, address from_, uint256 id_, uint256 amount_, bytes calldata data_) external returns (bytes4) {
        (operator, from, id, amount, data) = (operator_, from_, id_, amount_, data_);
        calls++;
        return this.onERC1155Received.selector;
    }

    function onERC1155BatchReceived(address operator_, address from_, uint256[] calldata ids, uint256[] calldata amounts, bytes calldata data_)
        external
        returns (bytes4)
    {
        (operator, from, id, amount, data) = (operator_, from_, ids[0], amounts[0], data_);
        calls++;
        return this.onERC1155BatchReceived.selector;
    }

    function supportsInterface(bytes4) external pure returns (bool) {
        return true;
    }
}

/// @notice Answers with something else than it should.
contract WrongReceiver {
    function onERC721Received(address, address, uint256, bytes calldata) external pure returns (bytes4) {
        return 0x12345678;
    }

    function onERC1155Received(address, address, uint256, uint256, bytes calldata) external pure returns (bytes4) {
        return 0x12345678;
    }

    function onERC1155BatchReceived(address, address, uint256[] calldata, uint256[] calldata, bytes calldata) external pure returns (bytes4) {
        return 0x12345678;
    }

    function supportsInterface(bytes4) external pure returns (bool) {
        return true;
    }
}

/// @notice Knows nothing of tokens.
contract NoReceiver {
    uint256 public unused;
}
