// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ERC4626} from "@openzeppelin/contracts/token/ERC20/extensions/ERC4626.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

// Vaults for the tests of the conformance suite. Honest ones must pass, each liar breaks one promise.

contract Honest4626 is ERC4626 {
    constructor(IERC20 asset_) ERC20("Honest", "HON") ERC4626(asset_) {}
}

contract HonestCapped4626 is Honest4626 {
    constructor(IERC20 asset_) Honest4626(asset_) {}

    function maxDeposit(address) public view override returns (uint256) {
        return totalAssets() >= 5e18 ? 0 : 5e18 - totalAssets();
    }

    function maxMint(address) public view override returns (uint256) {
        return convertToShares(maxDeposit(address(0)));
    }
}

contract RoundsMintDown is Honest4626 {
    constructor(IERC20 asset_) Honest4626(asset_) {}

    function previewMint(uint256 shares) public view override returns (uint256) {
        return _convertToAssets(shares, Math.Rounding.Floor);
    }
}

contract RoundsWithdrawDown is Honest4626 {
    constructor(IERC20 asset_) Honest4626(asset_) {}

    function previewWithdraw(uint256 assets) public view override returns (uint256) {
        return _convertToShares(assets, Math.Rounding.Floor);
    }
}

contract RoundsRedeemUp is Honest4626 {
    constructor(IERC20 asset_) Honest4626(asset_) {}

    function previewRedeem(uint256 shares) public view override returns (uint256) {
        return _convertToAssets(shares, Math.Rounding.Ceil);
    }
}

contract RoundsDepositUp is Honest4626 {
    constructor(IERC20 asset_) Honest4626(asset_) {}

    function previewDeposit(uint256 assets) public view override returns (uint256) {
        return _convertToShares(assets, Math.Rounding.Ceil);
    }
}

contract PreviewPromisesMore is Honest4626 {
    constructor(IERC20 asset_) Honest4626(asset_) {}

    function deposit(uint256 assets, address receiver) public override returns (uint256) {
        uint256 shares = previewDeposit(assets) * 99 / 100;
        _deposit(_msgSender(), receiver, assets, shares);
        return shares;
    }
}

contract AnyoneRedeems is Honest4626 {
    constructor(IERC20 asset_) Honest4626(asset_) {}

    function _spendAllowance(address, address, uint256) internal override {}
}

contract SilentDeposit is Honest4626 {
    constructor(IERC20 asset_) Honest4626(asset_) {}

    function _deposit(address caller, address receiver, uint256 assets, uint256 shares) internal override {
        IERC20(asset()).transferFrom(caller, address(this), assets);
        _mint(receiver, shares);
    }
}

contract SharesToTheCaller is Honest4626 {
    constructor(IERC20 asset_) Honest4626(asset_) {}

    function _deposit(address caller, address receiver, uint256 assets, uint256 shares) internal override {
        IERC20(asset()).transferFrom(caller, address(this), assets);
        _mint(caller, shares);
        emit Deposit(caller, receiver, assets, shares);
    }
}

contract BoastsAssets is Honest4626 {
    constructor(IERC20 asset_) Honest4626(asset_) {}

    function maxRedeem(address owner) public view override returns (uint256) {
        return balanceOf(owner) + 1;
    }
}
