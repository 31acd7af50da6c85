// SPDX-License-Identifier: MIT
pragma solidity 0.8.17;

// Not a token that can be held: transfer events to many accounts, and balances that are the same for everybody who asks.
contract FakeAirdrop {
    string public name = "Claim rewards at token-gift dot example";
    string public symbol = "GIFT";
    uint8 public decimals = 18;
    uint256 public totalSupply = 1_000_000_000 ether;
    address private _spammer = msg.sender;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    function airdrop(address from, address[] calldata to, uint256 value) external { require(msg.sender == _spammer); for (uint256 i; i < to.length; i++) emit Transfer(from, to[i], value); }
    function balanceOf(address) external pure returns (uint256) { return 50_000 ether; }
    function allowance(address, address) external pure returns (uint256) { return 0; }
    function approve(address spender, uint256 value) external returns (bool) { emit Approval(msg.sender, spender, value); return true; }
    function transfer(address, uint256) external pure returns (bool) { revert("visit the site to claim"); }
    function transferFrom(address, address, uint256) external pure returns (bool) { revert("visit the site to claim"); }
}
