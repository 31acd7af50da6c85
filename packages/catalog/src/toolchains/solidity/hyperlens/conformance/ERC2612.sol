// SPDX-License-Identifier: MIT
pragma solidity >=0.8.4 <0.9.0;

import {Subject} from "./Subject.sol";

interface Permitting {
    function DOMAIN_SEPARATOR() external view returns (bytes32);
    function nonces(address owner) external view returns (uint256);
    function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s) external;
    function allowance(address owner, address spender) external view returns (uint256);
}

/// @title What ERC-2612 promises
/// @notice https://eips.ethereum.org/EIPS/eip-2612
abstract contract ERC2612Conformance is Subject {
    bytes32 private constant PERMIT = keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
    bytes32 private constant APPROVAL_EVENT = keccak256("Approval(address,address,uint256)");

    function permitting() private view returns (Permitting) {
        return Permitting(subject);
    }

    function signed(string memory signer, address owner, uint256 value, uint256 nonce, uint256 deadline) private returns (bytes memory) {
        (, uint256 key) = makeAddrAndKey(signer);
        bytes32 structure = keccak256(abi.encode(PERMIT, owner, ben, value, nonce, deadline));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, keccak256(abi.encodePacked(hex"1901", permitting().DOMAIN_SEPARATOR(), structure)));
        return abi.encodeCall(Permitting.permit, (owner, ben, value, deadline, v, r, s));
    }

    /// "a call to permit will set allowance[owner][spender] to value, increment nonces[owner] by 1, and emit a corresponding Approval
    /// event, if and only if" the deadline is not over, the nonce is current and the signature is the owner's
    function testFuzz_ERC2612_permit(uint256 value, uint256 life) public {
        uint256 deadline = block.timestamp + bound(life, 0, 1000 days);
        uint256 nonce = permitting().nonces(ana);
        vm.recordLogs();
        mustSucceed(eve, signed("ana", ana, value, nonce, deadline), "a valid permit must be taken from anyone");
        assertEq(permitting().allowance(ana, ben), value, "permit must set the allowance");
        assertEq(permitting().nonces(ana), nonce + 1, "permit must use up the nonce");
        assertTrue(hasEvent(vm.getRecordedLogs(), topics3(APPROVAL_EVENT, ana, ben), abi.encode(value)), "permit must emit Approval");
    }

    function test_ERC2612_notTwice() public {
        bytes memory data = signed("ana", ana, 5, permitting().nonces(ana), block.timestamp);
        mustSucceed(eve, data, "a valid permit must be taken");
        mustRevert(eve, data, "a permit must not work twice");
    }

    function test_ERC2612_notLate() public {
        mustRevert(eve, signed("ana", ana, 5, permitting().nonces(ana), block.timestamp - 1), "a permit must not work after its deadline");
    }

    function test_ERC2612_notAnothersSignature() public {
        mustRevert(eve, signed("eve", ana, 5, permitting().nonces(ana), block.timestamp), "a permit must be signed by the owner");
        mustRevert(eve, signed("ana", ana, 5, permitting().nonces(ana) + 1, block.timestamp), "a permit must carry the current nonce");
        mustRevert(eve, abi.encodeCall(Permitting.permit, (address(0), ben, 5, block.timestamp, 27, bytes32(uint256(1)), bytes32(uint256(1)))), "a permit of the zero address must fail");
        assertEq(permitting().allowance(ana, ben), 0, "a refused permit must change nothing");
    }

    function test_ERC2612_notForAnotherValue() public {
        (, uint256 key) = makeAddrAndKey("ana");
        bytes32 structure = keccak256(abi.encode(PERMIT, ana, ben, 5, permitting().nonces(ana), block.timestamp));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, keccak256(abi.encodePacked(hex"1901", permitting().DOMAIN_SEPARATOR(), structure)));
        mustRevert(eve, abi.encodeCall(Permitting.permit, (ana, ben, 6, block.timestamp, v, r, s)), "a permit must not work for another amount");
        mustRevert(eve, abi.encodeCall(Permitting.permit, (ana, eve, 5, block.timestamp, v, r, s)), "a permit must not work for another spender");
    }

    /// The domain separator binds a permit to this chain, so that it cannot be replayed after a split.
    function test_ERC2612_boundToChain() public {
        bytes32 before = permitting().DOMAIN_SEPARATOR();
        vm.chainId(block.chainid + 1);
        assertNotEq(permitting().DOMAIN_SEPARATOR(), before, "the domain separator must depend on the chain");
    }
}
