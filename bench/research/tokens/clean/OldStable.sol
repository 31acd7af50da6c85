pragma solidity 0.4.26;

// An early stablecoin: transfers return nothing, the issuer can issue, redeem, pause, freeze, destroy frozen funds and set a small fee.
library SafeMath {
    function sub(uint a, uint b) internal pure returns (uint) { assert(b <= a); return a - b; }
    function add(uint a, uint b) internal pure returns (uint) { uint c = a + b; assert(c >= a); return c; }
    function mul(uint a, uint b) internal pure returns (uint) { if (a == 0) return 0; uint c = a * b; assert(c / a == b); return c; }
}

contract Ownable {
    address public owner;
    constructor() public { owner = msg.sender; }
    modifier onlyOwner() { require(msg.sender == owner); _; }
    function transferOwnership(address newOwner) public onlyOwner { if (newOwner != address(0)) owner = newOwner; }
}

contract Pausable is Ownable {
    event Pause();
    event Unpause();
    bool public paused = false;
    modifier whenNotPaused() { require(!paused); _; }
    function pause() public onlyOwner { require(!paused); paused = true; emit Pause(); }
    function unpause() public onlyOwner { require(paused); paused = false; emit Unpause(); }
}

contract BlackList is Ownable {
    mapping (address => bool) public isBlackListed;
    event AddedBlackList(address user);
    event RemovedBlackList(address user);
    function getBlackListStatus(address maker) external view returns (bool) { return isBlackListed[maker]; }
    function addBlackList(address evil) public onlyOwner { isBlackListed[evil] = true; emit AddedBlackList(evil); }
    function removeBlackList(address cleared) public onlyOwner { isBlackListed[cleared] = false; emit RemovedBlackList(cleared); }
}

contract OldStable is Pausable, BlackList {
    using SafeMath for uint;
    string public name;
    string public symbol;
    uint public decimals;
    uint public totalSupply;
    uint public basisPointsRate = 0;
    uint public maximumFee = 0;
    mapping (address => uint) balances;
    mapping (address => mapping (address => uint)) allowed;

    event Transfer(address indexed from, address indexed to, uint value);
    event Approval(address indexed owner, address indexed spender, uint value);
    event Issue(uint amount);
    event Redeem(uint amount);
    event DestroyedBlackFunds(address user, uint amount);
    event Params(uint feeBasisPoints, uint maxFee);

    constructor(uint supply) public {
        name = "Old Stable Dollar";
        symbol = "OSD";
        decimals = 6;
        totalSupply = supply;
        balances[owner] = supply;
        emit Transfer(address(0), owner, supply);
    }

    function balanceOf(address who) public view returns (uint) { return balances[who]; }
    function allowance(address holder, address spender) public view returns (uint) { return allowed[holder][spender]; }

    function move(address from, address to, uint value) internal {
        uint fee = value.mul(basisPointsRate) / 10000;
        if (fee > maximumFee) fee = maximumFee;
        balances[from] = balances[from].sub(value);
        balances[to] = balances[to].add(value.sub(fee));
        if (fee > 0) {
            balances[owner] = balances[owner].add(fee);
            emit Transfer(from, owner, fee);
        }
        emit Transfer(from, to, value.sub(fee));
    }

    function transfer(address to, uint value) public whenNotPaused {
        require(!isBlackListed[msg.sender]);
        move(msg.sender, to, value);
    }

    function transferFrom(address from, address to, uint value) public whenNotPaused {
        require(!isBlackListed[from]);
        if (allowed[from][msg.sender] < uint(-1)) allowed[from][msg.sender] = allowed[from][msg.sender].sub(value);
        move(from, to, value);
    }

    function approve(address spender, uint value) public {
        require(!((value != 0) && (allowed[msg.sender][spender] != 0)));
        allowed[msg.sender][spender] = value;
        emit Approval(msg.sender, spender, value);
    }

    function issue(uint amount) public onlyOwner {
        balances[owner] = balances[owner].add(amount);
        totalSupply = totalSupply.add(amount);
        emit Issue(amount);
        emit Transfer(address(0), owner, amount);
    }

    function redeem(uint amount) public onlyOwner {
        totalSupply = totalSupply.sub(amount);
        balances[owner] = balances[owner].sub(amount);
        emit Redeem(amount);
        emit Transfer(owner, address(0), amount);
    }

    function destroyBlackFunds(address user) public onlyOwner {
        require(isBlackListed[user]);
        uint dirty = balances[user];
        balances[user] = 0;
        totalSupply = totalSupply.sub(dirty);
        emit DestroyedBlackFunds(user, dirty);
        emit Transfer(user, address(0), dirty);
    }

    function setParams(uint newBasisPoints, uint newMaxFee) public onlyOwner {
        require(newBasisPoints < 20);
        require(newMaxFee < 50);
        basisPointsRate = newBasisPoints;
        maximumFee = newMaxFee.mul(10 ** decimals);
        emit Params(basisPointsRate, maximumFee);
    }
}
