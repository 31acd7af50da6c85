// SPDX-License-Identifier: MIT
pragma solidity 0.8.20;

// A launchpad that makes tokens as ERC-1167 clones of one fixed implementation; nothing can change afterwards.
contract ClonedToken {
    string public name;
    string public symbol;
    uint256 public totalSupply;
    bool private _ready;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    constructor() { _ready = true; }
    function initialize(string calldata title, string calldata ticker, uint256 supply, address holder) external {
        require(!_ready, "initialized");
        _ready = true;
        name = title;
        symbol = ticker;
        totalSupply = supply;
        balanceOf[holder] = supply;
        emit Transfer(address(0), holder, supply);
    }
    function decimals() external pure returns (uint8) { return 18; }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function transfer(address to, uint256 value) external returns (bool) { _transfer(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) { allowance[from][msg.sender] -= value; _transfer(from, to, value); return true; }
    function _transfer(address from, address to, uint256 value) private { balanceOf[from] -= value; balanceOf[to] += value; emit Transfer(from, to, value); }
}

contract Launchpad {
    address public immutable implementation;
    address public last;
    event Launched(address token);
    constructor(address logic) { implementation = logic; }
    function launch(string calldata title, string calldata ticker, uint256 supply) external returns (address token) {
        bytes20 target = bytes20(implementation);
        assembly {
            let code := mload(0x40)
            mstore(code, 0x3d602d80600a3d3981f3363d3d373d3d3d363d73000000000000000000000000)
            mstore(add(code, 0x14), target)
            mstore(add(code, 0x28), 0x5af43d82803e903d91602b57fd5bf30000000000000000000000000000000000)
            token := create(0, code, 0x37)
        }
        require(token != address(0), "create");
        ClonedToken(token).initialize(title, ticker, supply, msg.sender);
        last = token;
        emit Launched(token);
    }
}
