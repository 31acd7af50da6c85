// SPDX-License-Identifier: MIT
pragma solidity 0.8.20;

// A diamond: three facets, a loupe, and cuts by the owner, a multisig.
library Shelf {
    struct Book { mapping(bytes4 => address) facetOf; mapping(address => bytes4[]) selectorsOf; address[] facets; address owner; mapping(address => uint256) balances; mapping(address => mapping(address => uint256)) allowances; uint256 total; mapping(bytes4 => bool) interfaces; }
    function book() internal pure returns (Book storage value) { bytes32 position = keccak256("faceted.token.storage"); assembly { value.slot := position } }
}

struct FacetCut { address facetAddress; uint8 action; bytes4[] functionSelectors; }
struct Facet { address facetAddress; bytes4[] functionSelectors; }

contract FacetedToken {
    event DiamondCut(FacetCut[] _diamondCut, address _init, bytes _calldata);
    event Transfer(address indexed from, address indexed to, uint256 value);
    constructor(address owner, address token, address loupe, address cutter) {
        Shelf.Book storage s = Shelf.book();
        s.owner = owner;
        FacetCut[] memory cuts = new FacetCut[](3);
        bytes4[] memory a = new bytes4[](9);
        a[0] = TokenFacet.name.selector;
        a[1] = TokenFacet.symbol.selector;
        a[2] = TokenFacet.decimals.selector;
        a[3] = TokenFacet.totalSupply.selector;
        a[4] = TokenFacet.balanceOf.selector;
        a[5] = TokenFacet.transfer.selector;
        a[6] = TokenFacet.transferFrom.selector;
        a[7] = TokenFacet.approve.selector;
        a[8] = TokenFacet.allowance.selector;
        bytes4[] memory b = new bytes4[](5);
        b[0] = LoupeFacet.facets.selector;
        b[1] = LoupeFacet.facetFunctionSelectors.selector;
        b[2] = LoupeFacet.facetAddresses.selector;
        b[3] = LoupeFacet.facetAddress.selector;
        b[4] = LoupeFacet.supportsInterface.selector;
        bytes4[] memory c = new bytes4[](3);
        c[0] = CutFacet.diamondCut.selector;
        c[1] = CutFacet.owner.selector;
        c[2] = CutFacet.transferOwnership.selector;
        (cuts[0], cuts[1], cuts[2]) = (FacetCut(token, 0, a), FacetCut(loupe, 0, b), FacetCut(cutter, 0, c));
        for (uint256 i = 0; i < 3; i++) {
            s.facets.push(cuts[i].facetAddress);
            for (uint256 j = 0; j < cuts[i].functionSelectors.length; j++) { s.facetOf[cuts[i].functionSelectors[j]] = cuts[i].facetAddress; s.selectorsOf[cuts[i].facetAddress].push(cuts[i].functionSelectors[j]); }
        }
        (s.interfaces[0x01ffc9a7], s.interfaces[0x48e2b093], s.interfaces[0x1f931c1c]) = (true, true, true);
        emit DiamondCut(cuts, address(0), "");
        s.total = 1_000_000 ether;
        s.balances[msg.sender] = s.total;
        emit Transfer(address(0), msg.sender, s.total);
    }
    fallback() external payable {
        address facet = Shelf.book().facetOf[msg.sig];
        require(facet != address(0), "Diamond: Function does not exist");
        assembly {
            calldatacopy(0, 0, calldatasize())
            let result := delegatecall(gas(), facet, 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            switch result case 0 { revert(0, returndatasize()) } default { return(0, returndatasize()) }
        }
    }
}

contract TokenFacet {
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    function name() external pure returns (string memory) { return "Faceted"; }
    function symbol() external pure returns (string memory) { return "FACET"; }
    function decimals() external pure returns (uint8) { return 18; }
    function totalSupply() external view returns (uint256) { return Shelf.book().total; }
    function balanceOf(address who) external view returns (uint256) { return Shelf.book().balances[who]; }
    function allowance(address who, address spender) external view returns (uint256) { return Shelf.book().allowances[who][spender]; }
    function approve(address spender, uint256 amount) external returns (bool) { Shelf.book().allowances[msg.sender][spender] = amount; emit Approval(msg.sender, spender, amount); return true; }
    function transfer(address to, uint256 amount) external returns (bool) { _move(msg.sender, to, amount); return true; }
    function transferFrom(address from, address to, uint256 amount) external returns (bool) { Shelf.book().allowances[from][msg.sender] -= amount; _move(from, to, amount); return true; }
    function _move(address from, address to, uint256 amount) private { Shelf.Book storage s = Shelf.book(); s.balances[from] -= amount; s.balances[to] += amount; emit Transfer(from, to, amount); }
}

contract LoupeFacet {
    function facets() external view returns (Facet[] memory list) { Shelf.Book storage s = Shelf.book(); list = new Facet[](s.facets.length); for (uint256 i = 0; i < list.length; i++) list[i] = Facet(s.facets[i], s.selectorsOf[s.facets[i]]); }
    function facetFunctionSelectors(address facet) external view returns (bytes4[] memory) { return Shelf.book().selectorsOf[facet]; }
    function facetAddresses() external view returns (address[] memory) { return Shelf.book().facets; }
    function facetAddress(bytes4 selector) external view returns (address) { return Shelf.book().facetOf[selector]; }
    function supportsInterface(bytes4 id) external view returns (bool) { return Shelf.book().interfaces[id]; }
}

contract CutFacet {
    event DiamondCut(FacetCut[] _diamondCut, address _init, bytes _calldata);
    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);
    function owner() external view returns (address) { return Shelf.book().owner; }
    function transferOwnership(address to) external { require(msg.sender == Shelf.book().owner, "Must be contract owner"); emit OwnershipTransferred(msg.sender, to); Shelf.book().owner = to; }
    function diamondCut(FacetCut[] calldata cuts, address init, bytes calldata data) external {
        Shelf.Book storage s = Shelf.book();
        require(msg.sender == s.owner, "Must be contract owner");
        for (uint256 i = 0; i < cuts.length; i++) {
            for (uint256 j = 0; j < cuts[i].functionSelectors.length; j++) s.facetOf[cuts[i].functionSelectors[j]] = cuts[i].action == 2 ? address(0) : cuts[i].facetAddress;
            if (cuts[i].action == 0) { s.facets.push(cuts[i].facetAddress); s.selectorsOf[cuts[i].facetAddress] = cuts[i].functionSelectors; }
        }
        emit DiamondCut(cuts, init, data);
        if (init != address(0)) { (bool ok, ) = init.delegatecall(data); require(ok, "init"); }
    }
}
