// SPDX-License-Identifier: MIT
pragma solidity >=0.8.4 <0.9.0;

import {Vm} from "../Vm.sol";
import {GoodReceiver, NoReceiver, WrongReceiver} from "./Receivers.sol";
import {Subject} from "./Subject.sol";

interface Token1155 {
    function balanceOf(address owner, uint256 id) external view returns (uint256);
    function balanceOfBatch(address[] calldata owners, uint256[] calldata ids) external view returns (uint256[] memory);
    function safeTransferFrom(address from, address to, uint256 id, uint256 amount, bytes calldata data) external;
    function safeBatchTransferFrom(address from, address to, uint256[] calldata ids, uint256[] calldata amounts, bytes calldata data) external;
    function setApprovalForAll(address operator, bool approved) external;
    function isApprovedForAll(address owner, address operator) external view returns (bool);
    function supportsInterface(bytes4 interfaceId) external view returns (bool);
}

/// @title What ERC-1155 promises
/// @notice https://eips.ethereum.org/EIPS/eip-1155
abstract contract ERC1155Conformance is Subject {
    bytes32 private constant SINGLE = keccak256("TransferSingle(address,address,address,uint256,uint256)");
    bytes32 private constant BATCH = keccak256("TransferBatch(address,address,address,uint256[],uint256[])");
    bytes32 private constant APPROVAL_FOR_ALL = keccak256("ApprovalForAll(address,address,bool)");

    /// @dev Someone with tokens of one kind.
    address internal owner1155;
    uint256 internal kind;
    uint256 internal held;

    modifier stocked() {
        vm.skip(declaredSoulbound(), "the contract declares that its tokens cannot be moved");
        acquireKind();
        vm.skip(owner1155 == address(0), "no tokens exist and no way to mint some was found");
        _;
    }

    function multi() private view returns (Token1155) {
        return Token1155(subject);
    }

    /// @dev Tries the usual ways to mint, as everyone who may have the right, then looks for tokens of the deployment.
    function acquireKind() internal {
        address[] memory candidates = insiders();
        for (uint256 i = 0; i <= candidates.length && owner1155 == address(0); i++) mintKindAs(i < candidates.length ? candidates[i] : ana);
        if (owner1155 != address(0)) return;
        vm.recordLogs();
        subject = deployFresh();
        findStock(vm.getRecordedLogs());
    }

    function mintKindAs(address sender) private {
        uint256 price = readNumber("price()") + readNumber("mintPrice()") + readNumber("PRICE()") + readNumber("MINT_PRICE()");
        for (uint256 id = 0; id < 2 && owner1155 == address(0); id++) {
            bytes[] memory ways = new bytes[](4);
            ways[0] = abi.encodeWithSignature("mint(address,uint256,uint256,bytes)", ana, id, 10, "");
            ways[1] = abi.encodeWithSignature("mint(address,uint256,uint256)", ana, id, 10);
            ways[2] = abi.encodeWithSignature("mint(uint256,uint256)", id, 1);
            ways[3] = abi.encodeWithSignature("mint(uint256)", id);
            for (uint256 i = 0; i < ways.length && owner1155 == address(0); i++) {
                vm.deal(sender, price + 1 ether);
                vm.recordLogs();
                (bool success,) = attempt(sender, 0, ways[i]);
                if (!success && price > 0) (success,) = attempt(sender, price, ways[i]);
                if (success) findStock(vm.getRecordedLogs());
            }
        }
    }

    function findStock(Vm.Log[] memory logs) private {
        for (uint256 i = 0; i < logs.length && owner1155 == address(0); i++) {
            if (logs[i].emitter != subject || logs[i].topics.length != 4 || logs[i].topics[2] != 0) continue;
            address to = address(uint160(uint256(logs[i].topics[3])));
            if (to.code.length > 0) continue;
            if (logs[i].topics[0] == SINGLE) {
                (owner1155, kind) = (to, abi.decode(logs[i].data, (uint256)));
            } else if (logs[i].topics[0] == BATCH) {
                (uint256[] memory ids,) = abi.decode(logs[i].data, (uint256[], uint256[]));
                if (ids.length > 0) (owner1155, kind) = (to, ids[0]);
            }
        }
        if (owner1155 != address(0)) held = multi().balanceOf(owner1155, kind);
    }

    function single(address from, address to, uint256 amount, bytes memory data) private view returns (bytes memory) {
        return abi.encodeCall(Token1155.safeTransferFrom, (from, to, kind, amount, data));
    }

    function batch(address from, address to, uint256 amount, bytes memory data) private view returns (bytes memory) {
        return abi.encodeCall(Token1155.safeBatchTransferFrom, (from, to, list(kind), list(amount), data));
    }

    function list(uint256 value) private pure returns (uint256[] memory values) {
        values = new uint256[](1);
        values[0] = value;
    }

    function checkMoved(address sender, address to, uint256 amount, bytes memory data, bool inBatch) private {
        uint256 toBefore = multi().balanceOf(to, kind);
        vm.recordLogs();
        mustSucceed(sender, data, "a permitted transfer within the balance must succeed");
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertEq(multi().balanceOf(owner1155, kind), held - amount, "the sender must lose exactly the amount");
        assertEq(multi().balanceOf(to, kind), toBefore + amount, "the receiver must get exactly the amount");
        bytes memory content = inBatch ? abi.encode(list(kind), list(amount)) : abi.encode(kind, amount);
        bool asAsked = hasEvent(logs, topics4(inBatch ? BATCH : SINGLE, word(sender), word(owner1155), word(to)), content);
        // A batch of one may be announced by either event.
        if (!asAsked && inBatch) asAsked = hasEvent(logs, topics4(SINGLE, word(sender), word(owner1155), word(to)), abi.encode(kind, amount));
        assertTrue(asAsked, "the transfer event must name operator, sender, receiver, id and amount");
        assertEq(countEvents(logs, SINGLE) + countEvents(logs, BATCH), 1, "one transfer must emit one event");
    }

    function test_ERC1155_interfaces() public view {
        assertTrue(multi().supportsInterface(0xd9b67a26), "supportsInterface must be true for ERC-1155");
        assertTrue(multi().supportsInterface(0x01ffc9a7), "supportsInterface must be true for ERC-165");
        assertFalse(multi().supportsInterface(0xffffffff), "supportsInterface must be false for 0xffffffff");
    }

    function testFuzz_ERC1155_transfer(uint256 amount) public stocked {
        amount = bound(amount, 0, held);
        checkMoved(owner1155, ben, amount, single(owner1155, ben, amount, ""), false);
    }

    function testFuzz_ERC1155_batchTransfer(uint256 amount) public stocked {
        amount = bound(amount, 0, held);
        checkMoved(owner1155, ben, amount, batch(owner1155, ben, amount, ""), true);
    }

    function test_ERC1155_balancesInBatch() public stocked {
        address[] memory owners = new address[](3);
        uint256[] memory ids = new uint256[](3);
        (owners[0], owners[1], owners[2]) = (owner1155, eve, owner1155);
        (ids[0], ids[1], ids[2]) = (kind, kind, kind + 1);
        uint256[] memory balances = multi().balanceOfBatch(owners, ids);
        assertEq(balances.length, 3, "balanceOfBatch must answer every question");
        for (uint256 i = 0; i < 3; i++) assertEq(balances[i], multi().balanceOf(owners[i], ids[i]), "balanceOfBatch must agree with balanceOf");
        mustRevert(eve, abi.encodeCall(Token1155.balanceOfBatch, (owners, list(kind))), "lists of different length must be refused");
    }

    /// "MUST revert if balance of holder for token _id is lower than the _value sent." "MUST revert if _to is the zero address."
    function test_ERC1155_impossibleTransfers() public stocked {
        mustRevert(owner1155, single(owner1155, ben, held + 1, ""), "a transfer above the balance must revert");
        mustRevert(owner1155, batch(owner1155, ben, held + 1, ""), "a batch above the balance must revert");
        mustRevert(owner1155, single(owner1155, address(0), 1, ""), "a transfer to the zero address must revert");
        mustRevert(owner1155, batch(owner1155, address(0), 1, ""), "a batch to the zero address must revert");
        uint256[] memory two = new uint256[](2);
        mustRevert(owner1155, abi.encodeCall(Token1155.safeBatchTransferFrom, (owner1155, ben, list(kind), two, "")), "lists of different length must be refused");
        assertEq(multi().balanceOf(owner1155, kind), held, "a refused transfer must move nothing");
    }

    /// "Caller must be approved to manage the tokens being transferred out of the _from account."
    function test_ERC1155_strangersAreRefused() public stocked {
        address[] memory candidates = insiders();
        for (uint256 i = 0; i <= candidates.length; i++) {
            address stranger = i < candidates.length ? candidates[i] : eve;
            if (stranger == owner1155 || multi().isApprovedForAll(owner1155, stranger)) continue;
            mustRevert(stranger, single(owner1155, stranger, 1, ""), "a stranger must not move tokens");
            mustRevert(stranger, batch(owner1155, stranger, 1, ""), "a stranger must not move tokens");
        }
        assertEq(multi().balanceOf(owner1155, kind), held, "a refused transfer must move nothing");
    }

    function test_ERC1155_operators() public stocked {
        vm.recordLogs();
        mustSucceed(owner1155, abi.encodeCall(Token1155.setApprovalForAll, (eve, true)), "the owner may name an operator");
        assertTrue(hasEvent(vm.getRecordedLogs(), topics3(APPROVAL_FOR_ALL, owner1155, eve), abi.encode(true)), "setApprovalForAll must emit ApprovalForAll");
        assertTrue(multi().isApprovedForAll(owner1155, eve), "setApprovalForAll must name the operator");
        checkMoved(eve, ben, 1, single(owner1155, ben, 1, ""), false);
        mustSucceed(owner1155, abi.encodeCall(Token1155.setApprovalForAll, (eve, false)), "the owner may dismiss an operator");
        assertFalse(multi().isApprovedForAll(owner1155, eve), "a dismissed operator must not be one");
        mustRevert(eve, single(owner1155, ben, 0, ""), "a dismissed operator must not move tokens");
    }

    /// "After the above conditions are met, this function MUST check if _to is a smart contract. If so, it MUST call
    /// onERC1155Received on _to and act appropriately"
    function test_ERC1155_tellsReceiver() public stocked {
        GoodReceiver receiver = new GoodReceiver();
        checkMoved(owner1155, address(receiver), 1, single(owner1155, address(receiver), 1, "hello"), false);
        assertEq(receiver.calls(), 1, "the receiver must be called once");
        assertEq(receiver.operator(), owner1155, "the receiver must be told the operator");
        assertEq(receiver.from(), owner1155, "the receiver must be told the sender");
        assertEq(receiver.id(), kind, "the receiver must be told the id");
        assertEq(receiver.amount(), 1, "the receiver must be told the amount");
        assertEq(receiver.data(), bytes("hello"), "the receiver must be given the data");
    }

    function test_ERC1155_tellsReceiverOfBatch() public stocked {
        GoodReceiver receiver = new GoodReceiver();
        checkMoved(owner1155, address(receiver), 1, batch(owner1155, address(receiver), 1, "hello"), true);
        assertEq(receiver.calls(), 1, "the receiver must be called once");
        assertEq(receiver.from(), owner1155, "the receiver must be told the sender");
        assertEq(receiver.data(), bytes("hello"), "the receiver must be given the data");
    }

    function test_ERC1155_needsReceiver() public stocked {
        address wrong = address(new WrongReceiver());
        address none = address(new NoReceiver());
        mustRevert(owner1155, single(owner1155, wrong, 1, ""), "a receiver that answers wrongly must be refused");
        mustRevert(owner1155, single(owner1155, none, 1, ""), "a contract that is no receiver must be refused");
        mustRevert(owner1155, batch(owner1155, wrong, 1, ""), "a receiver that answers wrongly must be refused");
        mustRevert(owner1155, batch(owner1155, none, 1, ""), "a contract that is no receiver must be refused");
        assertEq(multi().balanceOf(owner1155, kind), held, "a refused transfer must move nothing");
    }
}
