import { suite } from '../suite.ts';
import type { MultisigParameters } from './schema.ts';

/** Invariant campaign: owners and a stranger submit, confirm, revoke and execute at random; an own count says what was allowed. */
export function multisigHandler(contractName: string, { owners, threshold }: MultisigParameters): string[] {
  const count = owners.length;
  const handler = `${contractName} public immutable wallet;
address[] public people;
uint256 public paid;
bool public executedTooEarly;
mapping(uint256 id => mapping(address owner => bool)) private _confirmed;

constructor(${contractName} wallet_, address[] memory people_) {
    wallet = wallet_;
    people = people_;
}

function submit(uint256 who) external {
    address owner = people[who % people.length];
    vm.prank(owner);
    uint256 id = wallet.submit(address(0xBEEF), 1, "");
    _confirmed[id][owner] = true;
}

function confirm(uint256 who, uint256 id) external {
    address owner = people[who % people.length];
    id = bound(id, 1, wallet.transactionCount());
    vm.prank(owner);
    wallet.confirm(id);
    _confirmed[id][owner] = true;
}

function revoke(uint256 who, uint256 id) external {
    address owner = people[who % people.length];
    id = bound(id, 1, wallet.transactionCount());
    vm.prank(owner);
    wallet.revoke(id);
    _confirmed[id][owner] = false;
}

function execute(uint256 who, uint256 id) external {
    id = bound(id, 1, wallet.transactionCount());
    vm.prank(people[who % people.length]);
    wallet.execute(id);
    paid += 1;
    uint256 confirmations = 0;
    for (uint256 i = 0; i < ${count}; ++i) {
        if (_confirmed[id][people[i]]) ++confirmations;
    }
    if (confirmations < ${threshold}) executedTooEarly = true;
}

function wait(uint256 time) external {
    vm.warp(block.timestamp + bound(time, 1, 400 days));
}`;
  const invariants = `${contractName} internal wallet;
HandlerForTest internal handler;

function setUp() public {
    vm.warp(1_800_000_000);
    address[] memory owners = new address[](${count});
    address[] memory people = new address[](${count + 1});
    for (uint256 i = 0; i <= ${count}; ++i) {
        people[i] = address(uint160(0xA000 + i));
        if (i < ${count}) owners[i] = people[i];
    }
    wallet = new ${contractName}(owners, ${threshold});
    vm.deal(address(wallet), 1 ether);
    handler = new HandlerForTest(wallet, people);
    targetContract(address(handler));
}

/// @dev Money leaves only with enough confirmations, once for each transaction.
function invariant_PaysOnlyWhatOwnersConfirmed() public view {
    assertFalse(handler.executedTooEarly(), "executed with too few confirmations");
    assertEq(address(wallet).balance, 1 ether - handler.paid());
    uint256 executed = 0;
    for (uint256 id = 1; id <= wallet.transactionCount(); ++id) {
        if (wallet.getTransaction(id).executed) ++executed;
    }
    assertEq(executed, handler.paid());
}`;
  return [suite('contract HandlerForTest is Test', 'Calls of the invariant campaign', handler), suite(`contract ${contractName}InvariantTest is Test`, `Invariants of ${contractName}`, invariants)];
}
