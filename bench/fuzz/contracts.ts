/** A small token and the tests both engines run. */
export const coin = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

contract Coin {
    mapping(address => uint256) public balanceOf;
    uint256 public totalSupply;
    uint256 public moves;

    error TooMuch(address from, uint256 balance, uint256 amount);

    event Moved(address indexed from, address indexed to, uint256 amount);

    constructor() {
        balanceOf[msg.sender] = totalSupply = 1e24;
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        uint256 balance = balanceOf[msg.sender];
        if (balance < amount) revert TooMuch(msg.sender, balance, amount);
        balanceOf[msg.sender] = balance - amount;
        balanceOf[to] += amount;
        moves++;
        emit Moved(msg.sender, to, amount);
        return true;
    }

    function faucet() external {
        uint256 amount = 1e6 - moves % 1e6;
        totalSupply += amount;
        balanceOf[msg.sender] += amount;
    }

    function burn(uint256 amount) external {
        amount = amount % (balanceOf[msg.sender] + 1);
        balanceOf[msg.sender] -= amount;
        totalSupply -= amount;
    }
}
`;

export const coinTest = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Test} from "hyperlens/Test.sol";
import {Coin} from "../src/Coin.sol";

contract CoinTest is Test {
    Coin private coin;

    function setUp() public {
        coin = new Coin();
        targetContract(address(coin));
    }

    function testFuzz_transfer(address to, uint256 amount) public {
        vm.assume(to != address(this));
        amount = bound(amount, 0, coin.balanceOf(address(this)));
        coin.transfer(to, amount);
        assertEq(coin.balanceOf(to), amount);
        assertEq(coin.balanceOf(address(this)), 1e24 - amount);
    }

    function invariant_supply() public view {
        assertLe(coin.balanceOf(address(this)), coin.totalSupply());
        assertLe(coin.balanceOf(address(1)), coin.totalSupply());
    }
}
`;
