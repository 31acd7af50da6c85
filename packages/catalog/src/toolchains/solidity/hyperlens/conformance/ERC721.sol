// SPDX-License-Identifier: MIT
pragma solidity >=0.8.4 <0.9.0;

import {Vm} from "../Vm.sol";
import {GoodReceiver, NoReceiver, WrongReceiver} from "./Receivers.sol";
import {Subject} from "./Subject.sol";

interface Token721 {
    function balanceOf(address owner) external view returns (uint256);
    function ownerOf(uint256 id) external view returns (address);
    function transferFrom(address from, address to, uint256 id) external;
    function approve(address to, uint256 id) external;
    function getApproved(uint256 id) external view returns (address);
    function setApprovalForAll(address operator, bool approved) external;
    function isApprovedForAll(address owner, address operator) external view returns (bool);
    function supportsInterface(bytes4 interfaceId) external view returns (bool);
}

/// @title What ERC-721 promises
/// @notice https://eips.ethereum.org/EIPS/eip-721
abstract contract ERC721Conformance is Subject {
    bytes32 private constant TRANSFER = keccak256("Transfer(address,address,uint256)");
    bytes32 private constant APPROVAL = keccak256("Approval(address,address,uint256)");
    bytes32 private constant APPROVAL_FOR_ALL = keccak256("ApprovalForAll(address,address,bool)");
    uint256 private constant NONE = uint256(keccak256("a token that does not exist"));

    /// @dev A token and who has it.
    address internal keeper;
    uint256 internal tokenId;

    modifier minted() {
        acquireToken();
        vm.skip(keeper == address(0), "no token exists and no way to mint one was found");
        _;
    }

    modifier movable() {
        vm.skip(declaredSoulbound(), "the contract declares that its tokens cannot be moved");
        acquireToken();
        vm.skip(keeper == address(0), "no token exists and no way to mint one was found");
        _;
    }

    function nft() private view returns (Token721) {
        return Token721(subject);
    }

    /// @dev Tries the usual ways to mint, as everyone who may have the right, then looks for a token of the deployment.
    function acquireToken() internal {
        address[] memory candidates = insiders();
        for (uint256 i = 0; i <= candidates.length && keeper == address(0); i++) mintAs(i < candidates.length ? candidates[i] : ana);
        if (keeper != address(0)) return;
        vm.recordLogs();
        subject = deployFresh();
        findMinted(vm.getRecordedLogs());
    }

    function mintAs(address sender) private {
        uint256 price = readNumber("price()") + readNumber("mintPrice()") + readNumber("PRICE()") + readNumber("MINT_PRICE()") + readNumber("cost()");
        bytes[] memory ways = new bytes[](11);
        ways[0] = abi.encodeWithSignature("safeMint(address)", ana);
        ways[1] = abi.encodeWithSignature("mint(address)", ana);
        ways[2] = abi.encodeWithSignature("safeMint(address,string)", ana, "a");
        ways[3] = abi.encodeWithSignature("mint(address,string)", ana, "a");
        ways[4] = abi.encodeWithSignature("safeMint(address,uint256)", ana, 1);
        ways[5] = abi.encodeWithSignature("mint(address,uint256)", ana, 1);
        ways[6] = abi.encodeWithSignature("safeMint(address,uint256,string)", ana, 1, "a");
        ways[7] = abi.encodeWithSignature("mint()");
        ways[8] = abi.encodeWithSignature("mint(uint256)", 1);
        ways[9] = abi.encodeWithSignature("publicMint()");
        ways[10] = abi.encodeWithSignature("publicMint(uint256)", 1);
        for (uint256 i = 0; i < ways.length && keeper == address(0); i++) {
            vm.deal(sender, price + 1 ether);
            vm.recordLogs();
            (bool success,) = attempt(sender, 0, ways[i]);
            if (!success && price > 0) (success,) = attempt(sender, price, ways[i]);
            if (success) findMinted(vm.getRecordedLogs());
        }
    }

    function findMinted(Vm.Log[] memory logs) private {
        for (uint256 i = 0; i < logs.length && keeper == address(0); i++) {
            if (logs[i].emitter != subject || logs[i].topics.length != 4 || logs[i].topics[0] != TRANSFER || logs[i].topics[1] != 0) continue;
            address to = address(uint160(uint256(logs[i].topics[2])));
            if (to.code.length > 0) continue;
            (keeper, tokenId) = (to, uint256(logs[i].topics[3]));
        }
    }

    function checkMoved(address to, uint256 keeperBefore, uint256 toBefore, Vm.Log[] memory logs) private view {
        assertEq(nft().ownerOf(tokenId), to, "a transfer must change the owner");
        assertEq(nft().balanceOf(keeper), keeperBefore - 1, "the sender must have one token less");
        assertEq(nft().balanceOf(to), toBefore + 1, "the receiver must have one token more");
        assertEq(nft().getApproved(tokenId), address(0), "a transfer must clear the approval");
        assertTrue(hasEvent(logs, topics4(TRANSFER, word(keeper), word(to), bytes32(tokenId)), ""), "Transfer must be emitted with from, to and id");
        assertEq(countEvents(logs, TRANSFER), 1, "one transfer must emit one Transfer");
    }

    function moveToken(address sender, address to, bytes memory data) private {
        uint256 keeperBefore = nft().balanceOf(keeper);
        uint256 toBefore = nft().balanceOf(to);
        vm.recordLogs();
        mustSucceed(sender, data, "a permitted transfer must succeed");
        checkMoved(to, keeperBefore, toBefore, vm.getRecordedLogs());
    }

    function plainMove(address to) private view returns (bytes memory) {
        return abi.encodeCall(Token721.transferFrom, (keeper, to, tokenId));
    }

    function safeMove(address to, bytes memory data) private view returns (bytes memory) {
        return abi.encodeWithSignature("safeTransferFrom(address,address,uint256,bytes)", keeper, to, tokenId, data);
    }

    function test_ERC721_interfaces() public view {
        assertTrue(nft().supportsInterface(0x80ac58cd), "supportsInterface must be true for ERC-721");
        assertTrue(nft().supportsInterface(0x01ffc9a7), "supportsInterface must be true for ERC-165");
        assertFalse(nft().supportsInterface(0xffffffff), "supportsInterface must be false for 0xffffffff");
    }

    /// "NFTs assigned to the zero address are considered invalid, and queries about it throw."
    function test_ERC721_queriesThrow() public {
        mustRevert(eve, abi.encodeCall(Token721.ownerOf, (NONE)), "ownerOf must throw for a token that does not exist");
        mustRevert(eve, abi.encodeCall(Token721.balanceOf, (address(0))), "balanceOf must throw for the zero address");
        mustRevert(eve, abi.encodeCall(Token721.getApproved, (NONE)), "getApproved must throw for a token that does not exist");
    }

    function test_ERC721_minting() public minted {
        assertEq(nft().ownerOf(tokenId), keeper, "the one named by Transfer must be the owner");
        assertGt(nft().balanceOf(keeper), 0, "the owner must have a balance");
        assertEq(nft().getApproved(tokenId), address(0), "a new token must have no approval");
    }

    function test_ERC721_soulboundStays() public {
        vm.skip(!declaredSoulbound(), "tokens may be moved");
        acquireToken();
        vm.skip(keeper == address(0), "no token exists and no way to mint one was found");
        mustRevert(keeper, plainMove(ben), "a token that cannot be moved must not move");
        assertEq(nft().ownerOf(tokenId), keeper, "a token that cannot be moved must not move");
    }

    function test_ERC721_transferByOwner() public movable {
        moveToken(keeper, ben, plainMove(ben));
    }

    function test_ERC721_transferByApproved() public movable {
        vm.recordLogs();
        mustSucceed(keeper, abi.encodeCall(Token721.approve, (eve, tokenId)), "the owner may approve");
        assertTrue(hasEvent(vm.getRecordedLogs(), topics4(APPROVAL, word(keeper), word(eve), bytes32(tokenId)), ""), "approve must emit Approval");
        assertEq(nft().getApproved(tokenId), eve, "approve must set the approval");
        moveToken(eve, ben, plainMove(ben));
        mustRevert(eve, abi.encodeCall(Token721.transferFrom, (ben, eve, tokenId)), "an approval must end with the transfer");
    }

    function test_ERC721_transferByOperator() public movable {
        vm.recordLogs();
        mustSucceed(keeper, abi.encodeCall(Token721.setApprovalForAll, (eve, true)), "the owner may name an operator");
        assertTrue(hasEvent(vm.getRecordedLogs(), topics3(APPROVAL_FOR_ALL, keeper, eve), abi.encode(true)), "setApprovalForAll must emit ApprovalForAll");
        assertTrue(nft().isApprovedForAll(keeper, eve), "setApprovalForAll must name the operator");
        moveToken(eve, ben, plainMove(ben));
    }

    function test_ERC721_operatorCanBeDismissed() public movable {
        mustSucceed(keeper, abi.encodeCall(Token721.setApprovalForAll, (eve, true)), "the owner may name an operator");
        mustSucceed(keeper, abi.encodeCall(Token721.setApprovalForAll, (eve, false)), "the owner may dismiss an operator");
        assertFalse(nft().isApprovedForAll(keeper, eve), "a dismissed operator must not be one");
        mustRevert(eve, plainMove(ben), "a dismissed operator must not move tokens");
    }

    /// "Throws unless msg.sender is the current owner, an authorized operator, or the approved address for this NFT."
    function test_ERC721_strangersAreRefused() public movable {
        address[] memory candidates = insiders();
        for (uint256 i = 0; i <= candidates.length; i++) {
            address stranger = i < candidates.length ? candidates[i] : eve;
            if (stranger == keeper || nft().isApprovedForAll(keeper, stranger)) continue;
            mustRevert(stranger, plainMove(stranger), "a stranger must not move a token");
            mustRevert(stranger, safeMove(stranger, ""), "a stranger must not move a token");
            mustRevert(stranger, abi.encodeCall(Token721.approve, (stranger, tokenId)), "a stranger must not approve");
        }
        assertEq(nft().ownerOf(tokenId), keeper, "a refused transfer must move nothing");
    }

    /// "Throws if _from is not the current owner. Throws if _to is the zero address. Throws if _tokenId is not a valid NFT."
    function test_ERC721_impossibleTransfers() public movable {
        mustRevert(keeper, abi.encodeCall(Token721.transferFrom, (ben, eve, tokenId)), "a transfer from someone who is not the owner must throw");
        mustRevert(keeper, plainMove(address(0)), "a transfer to the zero address must throw");
        mustRevert(keeper, abi.encodeCall(Token721.transferFrom, (keeper, ben, NONE)), "a transfer of a token that does not exist must throw");
    }

    function test_ERC721_safeTransferToAccount() public movable {
        moveToken(keeper, ben, safeMove(ben, "hello"));
    }

    /// "checks if _to is a smart contract. If so, it calls onERC721Received on _to"
    function test_ERC721_safeTransferTellsReceiver() public movable {
        GoodReceiver receiver = new GoodReceiver();
        moveToken(keeper, address(receiver), safeMove(address(receiver), "hello"));
        assertEq(receiver.calls(), 1, "the receiver must be called once");
        assertEq(receiver.operator(), keeper, "the receiver must be told the operator");
        assertEq(receiver.from(), keeper, "the receiver must be told the sender");
        assertEq(receiver.id(), tokenId, "the receiver must be told the id");
        assertEq(receiver.data(), bytes("hello"), "the receiver must be given the data");
    }

    /// "throws if the return value is not the magic value"
    function test_ERC721_safeTransferNeedsReceiver() public movable {
        mustRevert(keeper, safeMove(address(new WrongReceiver()), ""), "a receiver that answers wrongly must be refused");
        mustRevert(keeper, safeMove(address(new NoReceiver()), ""), "a contract that is no receiver must be refused");
        mustRevert(keeper, abi.encodeWithSignature("safeTransferFrom(address,address,uint256)", keeper, address(new NoReceiver()), tokenId), "a contract that is no receiver must be refused");
        assertEq(nft().ownerOf(tokenId), keeper, "a refused transfer must move nothing");
    }
}
