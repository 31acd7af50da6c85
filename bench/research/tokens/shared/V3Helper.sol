// SPDX-License-Identifier: MIT
pragma solidity 0.7.6;

interface PoolV3 {
    function token0() external view returns (address);
    function token1() external view returns (address);
    function mint(address recipient, int24 tickLower, int24 tickUpper, uint128 amount, bytes calldata data) external returns (uint256, uint256);
    function swap(address recipient, bool zeroForOne, int256 amountSpecified, uint160 sqrtPriceLimitX96, bytes calldata data) external returns (int256, int256);
}
interface PullToken { function transferFrom(address from, address to, uint256 value) external returns (bool); }

/// Pays what a v3 pool asks for in its callbacks from whoever called.
contract V3Helper {
    address private _payer;
    address private _pool;

    function mint(address pool, int24 lower, int24 upper, uint128 liquidity) external {
        (_payer, _pool) = (msg.sender, pool);
        PoolV3(pool).mint(msg.sender, lower, upper, liquidity, "");
        (_payer, _pool) = (address(0), address(0));
    }
    function swap(address pool, bool zeroForOne, int256 amount) external {
        (_payer, _pool) = (msg.sender, pool);
        PoolV3(pool).swap(msg.sender, zeroForOne, amount, zeroForOne ? 4295128740 : 1461446703485210103287273052203988822378723970341, "");
        (_payer, _pool) = (address(0), address(0));
    }
    function uniswapV3MintCallback(uint256 amount0, uint256 amount1, bytes calldata) external { _pay(amount0, amount1); }
    function uniswapV3SwapCallback(int256 amount0, int256 amount1, bytes calldata) external { _pay(amount0 > 0 ? uint256(amount0) : 0, amount1 > 0 ? uint256(amount1) : 0); }
    function _pay(uint256 amount0, uint256 amount1) private {
        require(msg.sender == _pool, "pool only");
        if (amount0 > 0) PullToken(PoolV3(_pool).token0()).transferFrom(_payer, _pool, amount0);
        if (amount1 > 0) PullToken(PoolV3(_pool).token1()).transferFrom(_payer, _pool, amount1);
    }
}
