// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {ERC1155} from "@openzeppelin/contracts/token/ERC1155/ERC1155.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ERC4626} from "@openzeppelin/contracts/token/ERC20/extensions/ERC4626.sol";

contract Pictures is ERC721 {
    uint256 private _next;
    constructor() ERC721("Night Pictures", "NPIC") {}
    function mint() external { _mint(msg.sender, ++_next); }
}

contract Items is ERC1155 {
    constructor() ERC1155("ipfs://items/{id}.json") { _mint(msg.sender, 1, 1_000, ""); _mint(msg.sender, 2, 5, ""); }
}

contract Vault is ERC4626 {
    constructor(IERC20 asset_) ERC20("Larch Vault", "vLRC") ERC4626(asset_) {}
}
