// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Capped} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Capped.sol";
import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";

contract CappedToken is ERC20Capped, Ownable {
    constructor() ERC20("Capstone", "CAPS") ERC20Capped(1_000_000 ether) Ownable(msg.sender) { _mint(msg.sender, 950_000 ether); }
    function mint(address to, uint256 amount) external onlyOwner { _mint(to, amount); }
}
