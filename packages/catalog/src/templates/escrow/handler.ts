import { suite } from '../suite.ts';
import type { EscrowParameters } from './schema.ts';
import type { EscrowWords } from './test-words.ts';

/** Invariant campaign: deals are opened, funded, disputed and ended by everybody at random times. */
export function escrowHandler(contractName: string, parameters: EscrowParameters, { native, make, open, value, balance, fees }: EscrowWords): string[] {
  const { arbiter, fee } = parameters;
  const disputed = arbiter?.acts === 'disputed';
  const handler = `${contractName} public immutable escrow;
${native ? '' : 'TokenForTest public immutable token;\n'}address[4] public people;

constructor(${contractName} escrow_, ${native ? '' : 'TokenForTest token_, '}address[4] memory people_) {
    escrow = escrow_;
${native ? '' : '    token = token_;\n'}    people = people_;
}

function open(uint256 amount) external {
    amount = bound(amount, 1, 1e24);
    address seller = people[1];
    vm.prank(people[0]);
    uint256 dealId = escrow.createDeal(${open});
    assertGt(dealId, 0);
    assertEq(escrow.getDeal(dealId).seller, seller);
}

function fund(uint256 id) external {
    uint256 amount = escrow.getDeal(_pick(id)).amount;
    vm.prank(people[0]);
    escrow.fund${value}(_last);
    assertGt(amount, 0);
}

function release(uint256 id, uint256 who) external {
    id = _pick(id);
    vm.prank(people[who % 4]);
    escrow.release(id);
}

function refund(uint256 id, uint256 who) external {
    id = _pick(id);
    vm.prank(people[who % 4]);
    escrow.refund(id);
}
${disputed ? `
function dispute(uint256 id, uint256 who) external {
    id = _pick(id);
    vm.prank(people[who % 4]);
    escrow.dispute(id);
}
` : ''}${arbiter?.splits ? `
function split(uint256 id, uint256 share) external {
    id = _pick(id);
    share = bound(share, 0, escrow.getDeal(id).amount);
    vm.prank(people[2]);
    escrow.split(id, share);
}
` : ''}${fee ? `
function withdrawFees() external {
    escrow.withdrawFees(${parameters.currency.type === 'any-token' ? 'token' : ''});
}
` : ''}
function wait(uint256 time) external {
    vm.warp(block.timestamp + bound(time, 1, 20 days));
}

uint256 private _last;

function _pick(uint256 id) private returns (uint256) {
    _last = bound(id, 1, escrow.dealCount() + 1);
    return _last;
}`;
  const invariants = `${contractName} internal escrow;
${native ? '' : 'TokenForTest internal token;\n'}
function setUp() public {
    vm.warp(1_800_000_000);
    address buyer = makeAddr("buyer");
    address seller = makeAddr("seller");
    address arbiter = makeAddr("arbiter");
    address feeRecipient = makeAddr("fee recipient");
    vm.label(feeRecipient, "fee recipient");
${native ? '' : '    token = new TokenForTest();\n'}    escrow = new ${contractName}(${make});
${native ? '    vm.deal(buyer, 1e36);' : '    token.mint(buyer, 1e36);\n    vm.prank(buyer);\n    token.approve(address(escrow), type(uint256).max);'}
    targetContract(address(new HandlerForTest(escrow, ${native ? '' : 'token, '}[buyer, seller, arbiter, makeAddr("stranger")])));
}

/// @dev The escrow holds exactly what open deals and unpaid fees come to.
function invariant_HoldsExactlyTheOpenDeals() public view {
    uint256 open = ${fee ? fees : '0'};
    for (uint256 id = 1; id <= escrow.dealCount(); ++id) {
        ${contractName}.Deal memory deal = escrow.getDeal(id);
        if (deal.status == ${contractName}.Status.Funded${disputed ? ` || deal.status == ${contractName}.Status.Disputed` : ''}) open += deal.amount;
    }
    assertEq(${balance('address(escrow)')}, open);
}`;
  return [suite('contract HandlerForTest is Test', 'Calls of the invariant campaign', handler), suite(`contract ${contractName}InvariantTest is Test`, `Invariants of ${contractName}`, invariants)];
}
