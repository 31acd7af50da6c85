// SPDX-License-Identifier: MIT
pragma solidity >=0.8.4 <0.9.0;

import {Vm} from "../Vm.sol";
import {Asset} from "./Asset.sol";
import {Subject} from "./Subject.sol";

interface Vault {
    function asset() external view returns (address);
    function totalAssets() external view returns (uint256);
    function totalSupply() external view returns (uint256);
    function balanceOf(address account) external view returns (uint256);
    function approve(address spender, uint256 amount) external returns (bool);
    function convertToShares(uint256 assets) external view returns (uint256);
    function convertToAssets(uint256 shares) external view returns (uint256);
    function maxDeposit(address receiver) external view returns (uint256);
    function maxMint(address receiver) external view returns (uint256);
    function maxWithdraw(address owner) external view returns (uint256);
    function maxRedeem(address owner) external view returns (uint256);
    function previewDeposit(uint256 assets) external view returns (uint256);
    function previewMint(uint256 shares) external view returns (uint256);
    function previewWithdraw(uint256 assets) external view returns (uint256);
    function previewRedeem(uint256 shares) external view returns (uint256);
    function deposit(uint256 assets, address receiver) external returns (uint256);
    function mint(uint256 shares, address receiver) external returns (uint256);
    function withdraw(uint256 assets, address receiver, address owner) external returns (uint256);
    function redeem(uint256 shares, address receiver, address owner) external returns (uint256);
}

/// @title What ERC-4626 promises
/// @notice https://eips.ethereum.org/EIPS/eip-4626
abstract contract ERC4626Conformance is Subject {
    bytes32 private constant DEPOSIT = keccak256("Deposit(address,address,uint256,uint256)");
    bytes32 private constant WITHDRAW = keccak256("Withdraw(address,address,address,uint256,uint256)");
    uint256 private constant PLENTY = 1e24;

    /// @dev What the vault takes in all, or plenty.
    uint256 private room;

    function vault() private view returns (Vault) {
        return Vault(subject);
    }

    function asset() private view returns (Asset) {
        return Asset(vault().asset());
    }

    /// @dev Gives an account assets that the vault may take.
    function fund(address account, uint256 assets) private {
        Asset currency = asset();
        currency.mint(account, assets);
        vm.prank(account);
        currency.approve(subject, type(uint256).max);
    }

    /// @dev A vault in use: someone else deposited, and it earned something, so that a share is not worth exactly an asset.
    modifier inUse() {
        vm.skip(vault().asset().code.length == 0, "the asset of the vault has no code here");
        room = vault().maxDeposit(eve);
        if (room > PLENTY) room = PLENTY;
        vm.skip(room < 1e12, "the vault takes too little to be tried");
        fund(eve, PLENTY);
        mustSucceed(eve, abi.encodeCall(Vault.deposit, (room / 1000 + 7, eve)), "deposit must succeed");
        asset().mint(subject, room / 10_000_000 + 3);
        fund(ana, PLENTY);
        _;
    }

    function depositFor(uint256 assets) private returns (uint256) {
        return abi.decode(mustSucceed(ana, abi.encodeCall(Vault.deposit, (assets, ana)), "deposit must succeed"), (uint256));
    }

    /// "MUST be an ERC-20 token contract." "MUST NOT revert."
    function test_ERC4626_views() public view {
        assertNotEq(vault().asset(), address(0), "there must be an asset");
        vault().totalAssets();
        vault().convertToShares(1e18);
        vault().convertToAssets(1e18);
        vault().maxDeposit(ana);
        vault().maxMint(ana);
        assertEq(vault().maxWithdraw(eve), 0, "without shares nothing can be withdrawn");
        assertEq(vault().maxRedeem(eve), 0, "without shares nothing can be redeemed");
    }

    /// "Mints shares Vault shares to receiver by depositing exactly assets of underlying tokens. MUST emit the Deposit event."
    function testFuzz_ERC4626_deposit(uint256 assets) public inUse {
        assets = bound(assets, 1e3, room / 2);
        uint256 promised = vault().previewDeposit(assets);
        uint256 before = asset().balanceOf(ana);
        vm.recordLogs();
        uint256 shares = abi.decode(mustSucceed(ana, abi.encodeCall(Vault.deposit, (assets, ben)), "deposit must succeed"), (uint256));
        assertTrue(hasEvent(vm.getRecordedLogs(), topics3(DEPOSIT, ana, ben), abi.encode(assets, shares)), "deposit must emit Deposit with sender, owner, assets and shares");
        assertEq(before - asset().balanceOf(ana), assets, "deposit must take exactly the assets");
        assertEq(vault().balanceOf(ben), shares, "deposit must give the receiver the shares it returns");
        assertGe(shares, promised, "deposit must give at least what previewDeposit says");
    }

    /// "Mints exactly shares Vault shares to receiver by depositing assets of underlying tokens. MUST emit the Deposit event."
    function testFuzz_ERC4626_mint(uint256 shares) public inUse {
        shares = bound(shares, 1e3, vault().convertToShares(room / 2));
        uint256 promised = vault().previewMint(shares);
        uint256 before = asset().balanceOf(ana);
        vm.recordLogs();
        uint256 assets = abi.decode(mustSucceed(ana, abi.encodeCall(Vault.mint, (shares, ben)), "mint must succeed"), (uint256));
        assertTrue(hasEvent(vm.getRecordedLogs(), topics3(DEPOSIT, ana, ben), abi.encode(assets, shares)), "mint must emit Deposit");
        assertEq(before - asset().balanceOf(ana), assets, "mint must take the assets it returns");
        assertEq(vault().balanceOf(ben), shares, "mint must give exactly the shares");
        assertLe(assets, promised, "mint must take at most what previewMint says");
    }

    /// "Burns shares from owner and sends exactly assets of underlying tokens to receiver. MUST emit the Withdraw event."
    function testFuzz_ERC4626_withdraw(uint256 assets) public inUse {
        depositFor(room / 4);
        assets = bound(assets, 1, vault().maxWithdraw(ana));
        uint256 promised = vault().previewWithdraw(assets);
        uint256 sharesBefore = vault().balanceOf(ana);
        vm.recordLogs();
        uint256 shares = abi.decode(mustSucceed(ana, abi.encodeCall(Vault.withdraw, (assets, ben, ana)), "withdraw within maxWithdraw must succeed"), (uint256));
        assertTrue(hasEvent(vm.getRecordedLogs(), topics4(WITHDRAW, word(ana), word(ben), word(ana)), abi.encode(assets, shares)), "withdraw must emit Withdraw");
        assertEq(asset().balanceOf(ben), assets, "withdraw must send exactly the assets");
        assertEq(sharesBefore - vault().balanceOf(ana), shares, "withdraw must burn the shares it returns");
        assertLe(shares, promised, "withdraw must burn at most what previewWithdraw says");
    }

    /// "Burns exactly shares from owner and sends assets of underlying tokens to receiver. MUST emit the Withdraw event."
    function testFuzz_ERC4626_redeem(uint256 shares) public inUse {
        depositFor(room / 4);
        uint256 sharesBefore = vault().balanceOf(ana);
        shares = bound(shares, 1, vault().maxRedeem(ana));
        uint256 promised = vault().previewRedeem(shares);
        vm.recordLogs();
        uint256 assets = abi.decode(mustSucceed(ana, abi.encodeCall(Vault.redeem, (shares, ben, ana)), "redeem within maxRedeem must succeed"), (uint256));
        assertTrue(hasEvent(vm.getRecordedLogs(), topics4(WITHDRAW, word(ana), word(ben), word(ana)), abi.encode(assets, shares)), "redeem must emit Withdraw");
        assertEq(asset().balanceOf(ben), assets, "redeem must send the assets it returns");
        assertEq(sharesBefore - vault().balanceOf(ana), shares, "redeem must burn exactly the shares");
        assertGe(assets, promised, "redeem must send at least what previewRedeem says");
    }

    /// "MUST support a redeem flow where the shares are burned from owner directly where msg.sender has ERC-20 approval over the shares."
    function test_ERC4626_othersNeedAllowance() public inUse {
        uint256 shares = depositFor(room / 4);
        uint256 before = asset().balanceOf(ben);
        mustRevert(ben, abi.encodeCall(Vault.withdraw, (room / 100, ben, ana)), "withdrawing another one's assets must fail");
        mustRevert(ben, abi.encodeCall(Vault.redeem, (shares / 10, ben, ana)), "redeeming another one's shares must fail");
        assertEq(asset().balanceOf(ben), before, "nothing must be sent");
        mustSucceed(ana, abi.encodeCall(Vault.approve, (ben, shares)), "approve must succeed");
        mustSucceed(ben, abi.encodeCall(Vault.redeem, (shares / 2, ben, ana)), "redeeming with an allowance must succeed");
        mustRevert(ben, abi.encodeCall(Vault.redeem, (shares / 2 + 2, ben, ana)), "the allowance must be used up");
    }

    function test_ERC4626_aboveTheLimits() public inUse {
        depositFor(room / 4);
        mustRevert(ana, abi.encodeCall(Vault.withdraw, (vault().maxWithdraw(ana) + 1, ana, ana)), "withdrawing above maxWithdraw must fail");
        mustRevert(ana, abi.encodeCall(Vault.redeem, (vault().maxRedeem(ana) + 1, ana, ana)), "redeeming above maxRedeem must fail");
        uint256 limit = vault().maxDeposit(ana);
        if (limit < room / 2) mustRevert(ana, abi.encodeCall(Vault.deposit, (limit + 1, ana)), "depositing above maxDeposit must fail");
    }

    /// "when calculating how many shares to issue to a user or how many underlying tokens to return, it should round down; when
    /// calculating how many shares a user has to supply or how many assets to pay, it should round up": always in favour of the vault.
    function testFuzz_ERC4626_roundsForTheVault(uint256 assets, uint256 shares) public inUse {
        assets = bound(assets, 1, room / 4);
        shares = bound(shares, 1, vault().convertToShares(room / 4));
        assertLe(vault().convertToAssets(vault().convertToShares(assets)), assets, "converting there and back must not gain");
        assertLe(vault().convertToShares(vault().convertToAssets(shares)), shares, "converting there and back must not gain");
        assertGe(vault().previewMint(shares), vault().previewRedeem(shares), "shares must not cost less than they give");
        assertGe(vault().previewWithdraw(assets), vault().previewDeposit(assets), "assets must not give more shares than they cost");
        assertGe(vault().convertToShares(vault().previewMint(shares)), shares, "the price of shares must be rounded up");
        assertGe(vault().convertToAssets(vault().previewWithdraw(assets)), assets, "the price of assets must be rounded up");
        assertLe(vault().previewDeposit(assets), vault().convertToShares(assets), "the shares given must be rounded down");
        assertLe(vault().previewRedeem(shares), vault().convertToAssets(shares), "the assets given must be rounded down");
    }

    function testFuzz_ERC4626_noFreeAssets(uint256 assets, uint256 shares) public inUse {
        uint256 before = asset().balanceOf(ana);
        uint256 given = depositFor(bound(assets, 1, room / 4));
        if (given > 0) mustSucceed(ana, abi.encodeCall(Vault.redeem, (given, ana, ana)), "redeem must succeed");
        assertLe(asset().balanceOf(ana), before, "depositing and redeeming must not gain");
        shares = bound(shares, 1, vault().convertToShares(room / 4));
        before = asset().balanceOf(ana);
        uint256 paid = abi.decode(mustSucceed(ana, abi.encodeCall(Vault.mint, (shares, ana)), "mint must succeed"), (uint256));
        uint256 within = vault().maxWithdraw(ana);
        mustSucceed(ana, abi.encodeCall(Vault.withdraw, (paid < within ? paid : within, ana, ana)), "withdraw must succeed");
        assertLe(asset().balanceOf(ana), before, "minting and withdrawing must not gain");
    }

    /// "Total amount of the underlying asset that is managed by Vault": it cannot be more than what shares were paid with and earned.
    function test_ERC4626_totalAssetsAreThere() public inUse {
        uint256 before = vault().totalAssets();
        depositFor(room / 4);
        assertGe(vault().totalAssets(), before, "a deposit must not lower what is managed");
        assertLe(vault().totalAssets(), before + room / 4, "a deposit must not add more than was paid");
        assertLe(vault().convertToAssets(vault().totalSupply()), vault().totalAssets(), "all shares together must not be worth more than what is managed");
    }
}
