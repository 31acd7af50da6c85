// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.7.6;

// Wrapped ether with permit, transferAndCall and flash loans that have to be paid back in the same call.
interface FlashBorrower { function onFlashLoan(address sender, address token, uint256 amount, uint256 fee, bytes calldata data) external returns (bytes32); }
interface TransferReceiver { function onTokenTransfer(address, uint, bytes calldata) external returns (bool); }

contract FlashWrapped {
    string public constant name = "Flash Wrapped Ether";
    string public constant symbol = "FWETH";
    uint8 public constant decimals = 18;
    bytes32 public immutable CALLBACK_SUCCESS = keccak256("ERC3156FlashBorrower.onFlashLoan");
    bytes32 public immutable PERMIT_TYPEHASH = keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
    bytes32 public immutable DOMAIN_SEPARATOR;
    mapping(address => uint256) public balanceOf;
    mapping(address => uint256) public nonces;
    mapping(address => mapping(address => uint256)) public allowance;
    uint256 public flashMinted;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    constructor() {
        DOMAIN_SEPARATOR = keccak256(abi.encode(keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"), keccak256(bytes("Flash Wrapped Ether")), keccak256(bytes("1")), uint256(31337), address(this)));
    }
    receive() external payable { balanceOf[msg.sender] += msg.value; emit Transfer(address(0), msg.sender, msg.value); }
    function totalSupply() external view returns (uint256) { return address(this).balance + flashMinted; }
    function deposit() external payable { balanceOf[msg.sender] += msg.value; emit Transfer(address(0), msg.sender, msg.value); }
    function maxFlashLoan(address token) external view returns (uint256) { return token == address(this) ? type(uint112).max - flashMinted : 0; }
    function flashFee(address token, uint256) external view returns (uint256) { require(token == address(this), "flash mint only this"); return 0; }
    function flashLoan(FlashBorrower receiver, address token, uint256 value, bytes calldata data) external returns (bool) {
        require(token == address(this) && value <= type(uint112).max, "limit");
        flashMinted = flashMinted + value;
        require(flashMinted <= type(uint112).max, "total limit");
        balanceOf[address(receiver)] += value;
        emit Transfer(address(0), address(receiver), value);
        require(receiver.onFlashLoan(msg.sender, address(this), value, 0, data) == CALLBACK_SUCCESS, "flash loan failed");
        uint256 allowed = allowance[address(receiver)][address(this)];
        require(allowed >= value, "request exceeds allowance");
        allowance[address(receiver)][address(this)] = allowed - value;
        require(balanceOf[address(receiver)] >= value, "burn amount exceeds balance");
        balanceOf[address(receiver)] -= value;
        emit Transfer(address(receiver), address(0), value);
        flashMinted = flashMinted - value;
        return true;
    }
    function withdraw(uint256 value) external {
        require(balanceOf[msg.sender] >= value, "burn amount exceeds balance");
        balanceOf[msg.sender] -= value;
        emit Transfer(msg.sender, address(0), value);
        (bool success, ) = msg.sender.call{value: value}("");
        require(success, "ETH transfer failed");
    }
    function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
    function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s) external {
        require(block.timestamp <= deadline, "expired permit");
        bytes32 hash = keccak256(abi.encodePacked("\x19\x01", DOMAIN_SEPARATOR, keccak256(abi.encode(PERMIT_TYPEHASH, owner, spender, value, nonces[owner]++, deadline))));
        address signer = ecrecover(hash, v, r, s);
        require(signer != address(0) && signer == owner, "invalid permit");
        allowance[owner][spender] = value;
        emit Approval(owner, spender, value);
    }
    function transfer(address to, uint256 value) external returns (bool) { _move(msg.sender, to, value); return true; }
    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        if (from != msg.sender) {
            uint256 allowed = allowance[from][msg.sender];
            if (allowed != type(uint256).max) { require(allowed >= value, "request exceeds allowance"); allowance[from][msg.sender] = allowed - value; }
        }
        _move(from, to, value);
        return true;
    }
    function transferAndCall(address to, uint value, bytes calldata data) external returns (bool) { _move(msg.sender, to, value); return TransferReceiver(to).onTokenTransfer(msg.sender, value, data); }
    function _move(address from, address to, uint256 value) private {
        require(balanceOf[from] >= value, "transfer amount exceeds balance");
        if (to != address(0) && to != address(this)) {
            balanceOf[from] -= value;
            balanceOf[to] += value;
            emit Transfer(from, to, value);
        } else {
            balanceOf[from] -= value;
            emit Transfer(from, address(0), value);
            (bool success, ) = from.call{value: value}("");
            require(success, "ETH transfer failed");
        }
    }
}
