// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// Trades and measures in one step, inside a fork only: nobody deploys this on a chain. What it takes comes from the caller by
/// transferFrom, as with a router. scripts/trader.ts compiles it into trader.ts.
contract Trader {
    /// Total supply, then the balance of each account; the largest number stands for no answer.
    function look(address token, address[] calldata accounts) external view returns (uint256[] memory seen) {
        seen = new uint256[](accounts.length + 1);
        seen[0] = read(token, abi.encodeWithSignature("totalSupply()"));
        for (uint256 i = 0; i < accounts.length; i++) seen[i + 1] = balance(token, accounts[i]);
    }

    /// What a wallet and a pool hold of two tokens.
    function see(address token, address quote, address wallet, address pool) external view returns (uint256, uint256, uint256, uint256) {
        return (balance(token, wallet), balance(token, pool), balance(quote, wallet), balance(quote, pool));
    }

    /// Moves tokens of the caller to another wallet.
    function move(address token, address to, uint256 amount) external returns (uint256 spent, uint256 received) {
        uint256 mine = balance(token, msg.sender);
        uint256 theirs = balance(token, to);
        pull(token, msg.sender, to, amount);
        spent = fall(mine, balance(token, msg.sender));
        received = fall(balance(token, to), theirs);
    }

    /// Sells `amount` of `input` of the caller into a pair like Uniswap V2's. `fee` is the pair's, in millionths.
    function tradePair(address pair, address input, address output, uint256 amount, address to, uint256 fee)
        external returns (uint256 spent, uint256 arrived, uint256 asked, uint256 received)
    {
        uint256 mine = balance(input, msg.sender);
        pull(input, msg.sender, pair, amount);
        spent = fall(mine, balance(input, msg.sender));
        (uint256 reserve0, uint256 reserve1) = reserves(pair);
        bool first = readAddress(pair, "token0()") == input;
        (uint256 reserveIn, uint256 reserveOut) = first ? (reserve0, reserve1) : (reserve1, reserve0);
        arrived = fall(balance(input, pair), reserveIn);
        uint256 kept = arrived * (1_000_000 - fee);
        asked = kept * reserveOut / (reserveIn * 1_000_000 + kept);
        uint256 before = balance(output, to);
        invoke(pair, abi.encodeWithSignature("swap(uint256,uint256,address,bytes)", first ? 0 : asked, first ? asked : 0, to, ""));
        received = fall(balance(output, to), before);
    }

    /// What a pair like Uniswap V2's keeps of a trade, in millionths: `amount` of `quote` of the caller goes in and comes out again in one swap,
    /// which asks for less and less until the pair agrees. The token it trades does not move, so that its rules play no part. The largest
    /// number when the pair never agrees.
    function feeOf(address pair, address quote, uint256 amount) external returns (uint256) {
        uint24[20] memory fees = [uint24(0), 100, 300, 500, 1_000, 1_500, 1_700, 2_000, 2_500, 3_000, 4_000, 5_000, 6_000, 8_000, 10_000, 15_000, 20_000, 30_000, 50_000, 100_000];
        bool first = readAddress(pair, "token0()") == quote;
        pull(quote, msg.sender, pair, amount);
        for (uint256 i = 0; i < fees.length; i++) {
            uint256 back = amount * (1_000_000 - fees[i]) / 1_000_000;
            (bool ok,) = pair.call(abi.encodeWithSignature("swap(uint256,uint256,address,bytes)", first ? back : 0, first ? 0 : back, msg.sender, ""));
            if (ok) return fees[i];
        }
        return type(uint256).max;
    }

    /// Sells `amount` of `input` of the caller into a pool like Uniswap V3's.
    function tradePool(address pool, address input, address output, uint256 amount, address to)
        external returns (uint256 spent, uint256 arrived, uint256 asked, uint256 received)
    {
        bool first = readAddress(pool, "token0()") == input;
        uint160 limit = first ? 4295128740 : 1461446703485210103287273052203988822378723970341;
        uint256 mine = balance(input, msg.sender);
        uint256 stock = balance(input, pool);
        uint256 before = balance(output, to);
        bytes memory answer = invoke(pool, abi.encodeWithSignature("swap(address,bool,int256,uint160,bytes)", to, first, int256(amount), limit, abi.encode(input, msg.sender)));
        (int256 amount0, int256 amount1) = abi.decode(answer, (int256, int256));
        asked = uint256(-(first ? amount1 : amount0));
        spent = fall(mine, balance(input, msg.sender));
        arrived = fall(balance(input, pool), stock);
        received = fall(balance(output, to), before);
    }

    /// Lets this contract be a wallet.
    function run(address target, bytes calldata data) external payable returns (bytes memory) { return invoke(target, data); }

    /// The pool asks for what it is owed, under whatever name its makers chose.
    fallback() external {
        (int256 amount0, int256 amount1, bytes memory data) = abi.decode(msg.data[4:], (int256, int256, bytes));
        (address input, address payer) = abi.decode(data, (address, address));
        pull(input, payer, msg.sender, uint256(amount0 > 0 ? amount0 : amount1));
    }
    receive() external payable {}

    /// Tokens that answer nothing count as done, tokens that answer false as failed, as with the routers in use.
    function pull(address token, address from, address to, uint256 amount) private {
        bytes memory answer = invoke(token, abi.encodeWithSignature("transferFrom(address,address,uint256)", from, to, amount));
        require(answer.length == 0 || abi.decode(answer, (bool)), "transferFrom answered false");
    }
    function invoke(address target, bytes memory data) private returns (bytes memory) {
        (bool ok, bytes memory answer) = target.call(data);
        if (!ok) assembly { revert(add(answer, 32), mload(answer)) }
        return answer;
    }
    function balance(address token, address account) private view returns (uint256) { return read(token, abi.encodeWithSignature("balanceOf(address)", account)); }
    function read(address target, bytes memory data) private view returns (uint256) {
        (bool ok, bytes memory answer) = target.staticcall(data);
        return ok && answer.length >= 32 ? abi.decode(answer, (uint256)) : type(uint256).max;
    }
    function readAddress(address target, string memory name) private view returns (address) { return address(uint160(read(target, abi.encodeWithSignature(name)))); }
    function reserves(address pair) private view returns (uint256, uint256) {
        (bool ok, bytes memory answer) = pair.staticcall(abi.encodeWithSignature("getReserves()"));
        require(ok && answer.length >= 64, "the pair tells no reserves");
        return abi.decode(answer, (uint256, uint256));
    }
    function fall(uint256 high, uint256 low) private pure returns (uint256) { return high > low ? high - low : 0; }
}
