import { suite } from '../suite.ts';
import type { VestingParameters } from './schema.ts';
import { vestingSetUp } from './test-words.ts';
import type { VestingWords } from './test-words.ts';

/** Invariant campaign: time passes, grants are released, revoked and added; what is owed is always there. */
export function vestingHandler(contractName: string, parameters: VestingParameters, words: VestingWords): string[] {
  const { native, balance } = words;
  const handler = `${contractName} public immutable vesting;
${native ? '' : 'TokenForTest public immutable token;\n'}address public immutable owner;
address[] public people;

constructor(${contractName} vesting_, ${native ? '' : 'TokenForTest token_, '}address owner_, address[] memory people_) {
    vesting = vesting_;
${native ? '' : '    token = token_;\n'}    owner = owner_;
    people = people_;
}

function count() external view returns (uint256) {
    return people.length;
}

function wait(uint256 time) external {
    vm.warp(block.timestamp + bound(time, 1, ${Math.max(2, Math.floor(parameters.schedule.durationSeconds / 5))}));
}

function release(uint256 who) external {
    vesting.release(people[who % people.length]);
}
${parameters.revocable ? `
function revoke(uint256 who) external {
    vm.prank(owner);
    vesting.revoke(people[who % people.length]);
}
` : ''}${parameters.addable ? `
function add(uint256 amount) external {
    if (people.length > 8) return;
    address account = address(uint160(0xC0DE0000 + people.length));
    amount = bound(amount, 1, 1e24);
    people.push(account);
    ${native ? 'vm.deal(owner, amount);\n    vm.prank(owner);\n    vesting.addGrant{value: amount}(account);' : 'token.mint(owner, amount);\n    vm.startPrank(owner);\n    token.approve(address(vesting), amount);\n    vesting.addGrant(account, amount);\n    vm.stopPrank();'}
}
` : ''}`.trimEnd();
  const invariants = `${contractName} internal vesting;
${native ? '' : 'TokenForTest internal token;\n'}HandlerForTest internal handler;
address[] internal people;
${words.fixed ? 'uint256[] internal amounts;\n' : ''}address internal owner;
address internal stranger;

function setUp() public {
    ${vestingSetUp(contractName, parameters, words)}
    handler = new HandlerForTest(vesting, ${native ? '' : 'token, '}owner, people);
    targetContract(address(handler));
}

/// @dev Nobody got more than has vested, and what is owed to all is held.
function invariant_OwesOnlyWhatItHolds() public view {
    uint256 owed = 0;
    for (uint256 i = 0; i < handler.count(); ++i) {
        address account = handler.people(i);
        ${contractName}.Grant memory grant = vesting.getGrant(account);
        assertLe(grant.released, vesting.vestedAmount(account, uint64(block.timestamp)));
        assertEq(grant.released, ${balance('account')});
        owed += grant.amount - grant.released;
    }
    assertEq(owed, vesting.outstanding());
    assertGe(${balance('address(vesting)')}, owed);
}`;
  return [suite('contract HandlerForTest is Test', 'Calls of the invariant campaign', handler), suite(`contract ${contractName}InvariantTest is Test`, `Invariants of ${contractName}`, invariants)];
}
