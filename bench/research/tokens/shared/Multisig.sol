// SPDX-License-Identifier: MIT
pragma solidity 0.8.20;

/// Several owners confirm before anything is executed.
contract Multisig {
    address[] private _owners;
    mapping(address => bool) public isOwner;
    uint256 public immutable threshold;
    struct Proposal { address to; uint256 value; bytes data; bool executed; uint256 confirmations; }
    Proposal[] public proposals;
    mapping(uint256 => mapping(address => bool)) public confirmed;
    event Submitted(uint256 indexed id, address indexed by);
    event Executed(uint256 indexed id);

    constructor(address[] memory owners, uint256 needed) {
        require(needed > 0 && needed <= owners.length, "threshold");
        for (uint256 i = 0; i < owners.length; i++) { require(!isOwner[owners[i]], "twice"); isOwner[owners[i]] = true; _owners.push(owners[i]); }
        threshold = needed;
    }
    receive() external payable {}
    modifier onlyOwners() { require(isOwner[msg.sender], "not an owner"); _; }
    function getOwners() external view returns (address[] memory) { return _owners; }
    function getThreshold() external view returns (uint256) { return threshold; }
    function submit(address to, uint256 value, bytes calldata data) external onlyOwners returns (uint256 id) {
        id = proposals.length;
        proposals.push(Proposal(to, value, data, false, 0));
        emit Submitted(id, msg.sender);
        confirm(id);
    }
    function confirm(uint256 id) public onlyOwners {
        require(!confirmed[id][msg.sender], "confirmed");
        confirmed[id][msg.sender] = true;
        proposals[id].confirmations += 1;
    }
    function execute(uint256 id) external onlyOwners {
        Proposal storage one = proposals[id];
        require(!one.executed && one.confirmations >= threshold, "not ready");
        one.executed = true;
        (bool ok, ) = one.to.call{value: one.value}(one.data);
        require(ok, "failed");
        emit Executed(id);
    }
}
