// SPDX-License-Identifier: MIT
pragma solidity >=0.8.4 <0.9.0;

import {Vm} from "../Vm.sol";
import {Asset} from "./Asset.sol";
import {Subject} from "./Subject.sol";

interface Token20 {
    function totalSupply() external view returns (uint256);
    function balanceOf(address account) external view returns (uint256);
    function allowance(address owner, address spender) external view returns (uint256);
    function transfer(address to, uint256 amount) external returns (bool);
    function approve(address spender, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

interface Minting20 {
    function mint(address to, uint256 amount) external;
    function issue(address to, uint256 amount) external;
    function deposit(uint256 assets, address receiver) external returns (uint256);
    function asset() external view returns (address);
}

/// @title What ERC-20 promises
/// @notice Each test quotes the sentence of the standard it holds the token to (https://eips.ethereum.org/EIPS/eip-20).
abstract contract ERC20Conformance is Subject {
    bytes32 private constant TRANSFER = keccak256("Transfer(address,address,uint256)");
    bytes32 private constant APPROVAL = keccak256("Approval(address,address,uint256)");

    /// @dev Someone with tokens, and how many may be moved at once.
    address internal holder;
    uint256 internal most;

    modifier funded() {
        acquire();
        vm.skip(holder == address(0), "no account has tokens and no way to mint was found");
        _;
    }

    function token() private view returns (Token20) {
        return Token20(subject);
    }

    /// @dev Finds an account with tokens, or has some minted.
    function acquire() internal {
        address[] memory candidates = insiders();
        for (uint256 i = 0; i < candidates.length; i++) {
            if (token().balanceOf(candidates[i]) > (holder == address(0) ? 0 : token().balanceOf(holder))) holder = candidates[i];
        }
        if (holder == address(0)) mintSome(candidates);
        if (holder == address(0)) return;
        most = token().balanceOf(holder);
        if (most > declaredLimit()) most = declaredLimit();
    }

    function mintSome(address[] memory candidates) private {
        uint256 amount = declaredLimit() < 1e24 ? declaredLimit() : 1e24;
        for (; amount > 0 && token().balanceOf(ana) == 0; amount /= 1e6) {
            for (uint256 i = 0; i < candidates.length && token().balanceOf(ana) == 0; i++) {
                attempt(candidates[i], abi.encodeCall(Minting20.mint, (ana, amount)));
                if (token().balanceOf(ana) == 0) attempt(candidates[i], abi.encodeCall(Minting20.issue, (ana, amount)));
            }
            if (token().balanceOf(ana) == 0) depositSome(amount);
        }
        if (token().balanceOf(ana) > 0) holder = ana;
    }

    /// @dev Shares of a vault come from depositing its asset.
    function depositSome(uint256 amount) private {
        (bool success, bytes memory result) = subject.staticcall(abi.encodeCall(Minting20.asset, ()));
        if (!success || result.length != 32) return;
        address asset = abi.decode(result, (address));
        if (asset.code.length == 0) return;
        (success,) = asset.call(abi.encodeCall(Asset.mint, (ana, amount)));
        vm.prank(ana);
        (success,) = asset.call(abi.encodeCall(Token20.approve, (subject, amount)));
        attempt(ana, abi.encodeCall(Minting20.deposit, (amount, ana)));
    }

    /// @dev Moves tokens and holds balances, supply, return value and events to the standard.
    function checkMove(address sender, address from, address to, uint256 amount, bytes memory data) private {
        uint256 fromBefore = token().balanceOf(from);
        uint256 toBefore = token().balanceOf(to);
        uint256 eveBefore = token().balanceOf(eve);
        uint256 supplyBefore = token().totalSupply();
        vm.recordLogs();
        bytes memory result = mustSucceed(sender, data, "a transfer within the balance must succeed");
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertTrue(isTrue(result), "a transfer must return true");
        uint256 received = amount;
        if (from == to) {
            if (declaredFee() == 0) assertEq(token().balanceOf(from), fromBefore, "a transfer to oneself must not change the balance");
        } else {
            assertEq(fromBefore - token().balanceOf(from), amount, "the sender must lose exactly the amount");
            received = token().balanceOf(to) - toBefore;
            assertLe(received, amount, "the receiver must not get more than the amount");
            assertGe(received, amount - ceilingFee(amount), "the receiver must get the amount, less at most the declared fee");
        }
        assertEq(token().balanceOf(eve), eveBefore, "others must not be touched");
        assertLe(token().totalSupply(), supplyBefore, "a transfer must not create tokens");
        assertGe(token().totalSupply(), supplyBefore - (amount - (from == to ? amount - ceilingFee(amount) : received)), "a transfer must not destroy tokens");
        if (from != to || declaredFee() == 0) {
            assertTrue(hasEvent(logs, topics3(TRANSFER, from, to), abi.encode(received)), "Transfer must be emitted with the sender, the receiver and the amount");
        }
        if (declaredFee() == 0) assertEq(countEvents(logs, TRANSFER), 1, "one transfer must emit one Transfer");
    }

    function ceilingFee(uint256 amount) private pure returns (uint256) {
        uint256 fee = declaredFee();
        return fee == 0 ? 0 : amount / 10_000 * fee + (amount % 10_000 * fee + 9_999) / 10_000;
    }

    function move(address to, uint256 amount) private {
        checkMove(holder, holder, to, amount, abi.encodeCall(Token20.transfer, (to, amount)));
    }

    function moveFrom(address spender, address to, uint256 amount) private {
        checkMove(spender, holder, to, amount, abi.encodeCall(Token20.transferFrom, (holder, to, amount)));
    }

    /// "Transfers _value amount of tokens to address _to, and MUST fire the Transfer event."
    function test_ERC20_transfer() public funded {
        move(ben, most / 2 + 1);
    }

    function testFuzz_ERC20_transfer(uint256 amount) public funded {
        move(ben, bound(amount, 0, most));
    }

    /// "Transfers of 0 values MUST be treated as normal transfers and fire the Transfer event."
    function test_ERC20_transferOfZero() public funded {
        move(ben, 0);
        checkMove(eve, eve, ben, 0, abi.encodeCall(Token20.transfer, (ben, 0)));
    }

    function test_ERC20_transferToOneself() public funded {
        move(holder, most / 2);
    }

    /// A balance is worth what can be moved: all of it, and what was received can be moved on.
    function test_ERC20_wholeBalanceMoves() public funded {
        uint256 balance = token().balanceOf(holder);
        vm.skip(balance > most, "the declared limit is below the balance");
        move(ben, balance);
        assertEq(token().balanceOf(holder), 0, "nothing must be left");
        uint256 received = token().balanceOf(ben);
        checkMove(ben, ben, ana == holder ? makeAddr("cid") : ana, received, abi.encodeCall(Token20.transfer, (ana == holder ? makeAddr("cid") : ana, received)));
        assertEq(token().balanceOf(ben), 0, "what was received must be movable");
    }

    /// "The function SHOULD throw if the message caller's account balance does not have enough tokens to spend."
    function test_ERC20_transferAboveBalance() public funded {
        uint256 balance = token().balanceOf(holder);
        if (balance < type(uint256).max) {
            assertTrue(refused(holder, abi.encodeCall(Token20.transfer, (ben, balance + 1))), "a transfer above the balance must be refused");
        }
        assertTrue(refused(eve, abi.encodeCall(Token20.transfer, (ben, 1))), "a transfer from an empty account must be refused");
        assertEq(token().balanceOf(holder), balance, "a refused transfer must move nothing");
        assertEq(token().balanceOf(ben), 0, "a refused transfer must move nothing");
    }

    /// "Allows _spender to withdraw from your account multiple times, up to the _value amount. If this function is called again it
    /// overwrites the current allowance with _value." "Approval MUST trigger on any successful call to approve."
    function testFuzz_ERC20_approve(uint256 first, uint256 second) public {
        checkApprove(first);
        checkApprove(second);
        assertEq(token().allowance(ana, eve), 0, "an allowance is for one spender");
    }

    function checkApprove(uint256 amount) private {
        vm.recordLogs();
        bytes memory result = mustSucceed(ana, abi.encodeCall(Token20.approve, (ben, amount)), "approve must succeed");
        assertTrue(isTrue(result), "approve must return true");
        assertEq(token().allowance(ana, ben), amount, "approve must set the allowance");
        assertTrue(hasEvent(vm.getRecordedLogs(), topics3(APPROVAL, ana, ben), abi.encode(amount)), "approve must emit Approval with owner, spender and amount");
    }

    /// "The transferFrom method is used for a withdraw workflow, allowing contracts to transfer tokens on your behalf."
    function testFuzz_ERC20_transferFrom(uint256 allowed, uint256 amount) public funded {
        allowed = bound(allowed, 0, type(uint256).max - 1);
        amount = bound(amount, 0, most < allowed ? most : allowed);
        mustSucceed(holder, abi.encodeCall(Token20.approve, (eve, allowed)), "approve must succeed");
        moveFrom(eve, ben, amount);
        assertEq(token().allowance(holder, eve), allowed - amount, "what was spent must leave the allowance");
    }

    function test_ERC20_transferFromOfZero() public funded {
        moveFrom(eve, ben, 0);
    }

    /// "The function SHOULD throw unless the _from account has deliberately authorized the sender of the message."
    function test_ERC20_transferFromWithoutAllowance() public funded {
        address[] memory candidates = insiders();
        uint256 balance = token().balanceOf(holder);
        for (uint256 i = 0; i <= candidates.length; i++) {
            address spender = i < candidates.length ? candidates[i] : eve;
            if (spender == holder || token().allowance(holder, spender) > 0) continue;
            assertTrue(refused(spender, abi.encodeCall(Token20.transferFrom, (holder, spender, 1))), "taking without an allowance must be refused");
        }
        mustSucceed(holder, abi.encodeCall(Token20.approve, (ben, most)), "approve must succeed");
        assertTrue(refused(eve, abi.encodeCall(Token20.transferFrom, (holder, eve, 1))), "another one's allowance must not be usable");
        assertEq(token().balanceOf(holder), balance, "a refused transfer must move nothing");
    }

    function test_ERC20_transferFromAboveAllowance() public funded {
        uint256 balance = token().balanceOf(holder);
        mustSucceed(holder, abi.encodeCall(Token20.approve, (eve, most - 1)), "approve must succeed");
        assertTrue(refused(eve, abi.encodeCall(Token20.transferFrom, (holder, ben, most))), "taking above the allowance must be refused");
        assertEq(token().balanceOf(holder), balance, "a refused transfer must move nothing");
        assertEq(token().allowance(holder, eve), most - 1, "a refused transfer must not use the allowance");
    }

    /// An allowance does not create tokens.
    function test_ERC20_transferFromAboveBalance() public {
        mustSucceed(ana, abi.encodeCall(Token20.approve, (eve, type(uint256).max - 1)), "approve must succeed");
        uint256 balance = token().balanceOf(ana);
        vm.skip(balance == type(uint256).max, "the balance cannot be exceeded");
        assertTrue(refused(eve, abi.encodeCall(Token20.transferFrom, (ana, ben, balance + 1))), "taking above the balance must be refused");
    }

    /// "A token contract which creates new tokens SHOULD trigger a Transfer event with the _from address set to 0x0."
    function test_ERC20_creationEvents() public {
        vm.recordLogs();
        subject = deployFresh();
        Vm.Log[] memory logs = vm.getRecordedLogs();
        uint256 created;
        for (uint256 i = 0; i < logs.length; i++) {
            if (logs[i].emitter != subject || logs[i].topics.length != 3 || logs[i].topics[0] != TRANSFER) continue;
            if (logs[i].topics[1] == bytes32(0)) created += abi.decode(logs[i].data, (uint256));
            if (logs[i].topics[2] == bytes32(0)) created -= abi.decode(logs[i].data, (uint256));
        }
        assertEq(token().totalSupply(), created, "the supply must be what the Transfer events of the deployment created");
    }

    function test_ERC20_balancesAreWithinSupply() public funded {
        address[] memory candidates = insiders();
        uint256 sum;
        for (uint256 i = 0; i < candidates.length; i++) sum += token().balanceOf(candidates[i]);
        assertLe(sum, token().totalSupply(), "balances must not add up to more than the supply");
        assertEq(token().balanceOf(eve), 0, "an account that never got anything must have nothing");
    }
}
