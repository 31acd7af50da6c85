import type { SourceFiles } from '@hyperlens/protocol';
import { suite, suiteHead, testFile } from '../suite.ts';
import { multisigHandler } from './handler.ts';
import { ownerTests } from './owner-tests.ts';
import type { MultisigParameters } from './schema.ts';
import { signatureTests } from './signature-tests.ts';

/** Solidity tests that hold for every wallet composed from these parameters: units, fuzz, and an invariant campaign on the threshold. */
export function testMultisig(contractName: string, parameters: MultisigParameters): SourceFiles {
  const { owners, threshold, delaySeconds } = parameters;
  const count = owners.length;
  const wait = delaySeconds > 0 ? `vm.warp(block.timestamp + ${delaySeconds});` : '';
  const setUp = `${contractName} internal wallet;
address[] internal owners;
uint256[] internal keys;
TargetForTest internal target;
address internal stranger;

function setUp() public {
    vm.warp(1_800_000_000);
    stranger = makeAddr("stranger");
    target = new TargetForTest();
    for (uint256 i = 0; i < ${count}; ++i) {
        (address owner, uint256 key) = makeAddrAndKey(string(abi.encodePacked("owner", bytes1(uint8(65 + i)))));
        owners.push(owner);
        keys.push(key);
    }
    wallet = new ${contractName}(owners, ${threshold});
    vm.deal(address(wallet), 100 ether);
}

function _submit(address to, uint256 value, bytes memory data) internal returns (uint256 id) {
    vm.prank(owners[0]);
    id = wallet.submit(to, value, data);
}

/// @dev Confirms by owners until \`wanted\` have, the first having confirmed with its submission.
function _confirm(uint256 id, uint256 wanted) internal {
    for (uint256 i = 1; i < wanted; ++i) {
        vm.prank(owners[i]);
        wallet.confirm(id);
    }
}

/// @dev Does something as the wallet: submitted, confirmed and executed by its owners.
function _asWallet(bytes memory data) internal {
    uint256 id = _submit(address(wallet), 0, data);
    _confirm(id, wallet.threshold());
    ${wait || '// No delay in this wallet.'}
    vm.prank(owners[0]);
    wallet.execute(id);
}`;
  const base = `function test_StartsAsAgreed() public view {
    assertEq(wallet.threshold(), ${threshold});
    assertEq(wallet.getOwners().length, ${count});
    for (uint256 i = 0; i < ${count}; ++i) {
        assertEq(wallet.getOwners()[i], owners[i]);
        assertTrue(wallet.isOwner(owners[i]));
    }
    assertFalse(wallet.isOwner(stranger));
    assertFalse(wallet.isOwner(address(0)));
}

function test_RefusesSenselessOwners() public {
    vm.expectRevert();
    new ${contractName}(owners, 0);
    vm.expectRevert();
    new ${contractName}(owners, ${count + 1});
    vm.expectRevert();
    new ${contractName}(new address[](0), 0);
    address[] memory twice = new address[](2);
    twice[0] = stranger;
    twice[1] = stranger;
    vm.expectRevert();
    new ${contractName}(twice, 1);
    vm.expectRevert();
    new ${contractName}(new address[](1), 1);
    address[] memory many = new address[](21);
    for (uint256 i = 0; i < 21; ++i) many[i] = address(uint160(i + 1));
    vm.expectRevert();
    new ${contractName}(many, 1);
}

function test_TakesMoney() public {
    vm.deal(stranger, 3 ether);
    vm.prank(stranger);
    (bool sent,) = address(wallet).call{value: 3 ether}("");
    assertTrue(sent);
    assertEq(address(wallet).balance, 103 ether);
}

function test_StrangersDoNothing() public {
    uint256 id = _submit(stranger, 1 ether, "");
    vm.startPrank(stranger);
    vm.expectRevert();
    wallet.submit(stranger, 1 ether, "");
    vm.expectRevert();
    wallet.confirm(id);
    vm.expectRevert();
    wallet.revoke(id);
    vm.expectRevert();
    wallet.execute(id);
    vm.stopPrank();
    _confirm(id, ${threshold});
    ${wait}
    vm.prank(stranger);
    vm.expectRevert();
    wallet.execute(id);
}

function testFuzz_ExecutesOnlyWithEnoughConfirmations(uint256 confirmations) public {
    confirmations = bound(confirmations, 1, ${count});
    uint256 id = _submit(stranger, 1 ether, "");
    _confirm(id, confirmations);
    assertEq(wallet.confirmationCount(id), confirmations);
    ${wait}
    vm.prank(owners[0]);
    if (confirmations < ${threshold}) vm.expectRevert();
    wallet.execute(id);
    assertEq(stranger.balance, confirmations < ${threshold} ? 0 : 1 ether);
    assertEq(wallet.getTransaction(id).executed, confirmations >= ${threshold});
}

function test_ExecutesOnce() public {
    uint256 id = _submit(stranger, 1 ether, "");
    _confirm(id, ${threshold});
    ${wait}
    vm.startPrank(owners[0]);
    wallet.execute(id);
    vm.expectRevert();
    wallet.execute(id);
    vm.expectRevert();
    wallet.revoke(id);
    vm.stopPrank();
    assertEq(stranger.balance, 1 ether);
}

function test_ReturnsWhatTheCallReturns() public {
    uint256 id = _submit(address(target), 2 ether, abi.encodeCall(TargetForTest.store, (42)));
    _confirm(id, ${threshold});
    ${wait}
    vm.prank(owners[0]);
    bytes memory result = wallet.execute(id);
    assertEq(abi.decode(result, (uint256)), 43);
    assertEq(target.stored(), 42);
    assertEq(address(target).balance, 2 ether);
}

function test_FailedCallsCanBeTriedAgain() public {
    uint256 id = _submit(address(target), 0, abi.encodeCall(TargetForTest.storeWhenOpen, (7)));
    _confirm(id, ${threshold});
    ${wait}
    vm.prank(owners[0]);
    vm.expectRevert();
    wallet.execute(id);
    assertFalse(wallet.getTransaction(id).executed);
    target.open();
    vm.prank(owners[0]);
    wallet.execute(id);
    assertEq(target.stored(), 7);
}

function test_CallsCannotExecuteThemselvesAgain() public {
    uint256 id = _submit(address(wallet), 0, abi.encodeCall(wallet.execute, (1)));
    _confirm(id, ${threshold});
    ${wait}
    vm.prank(owners[0]);
    vm.expectRevert();
    wallet.execute(id);
}

function test_ConfirmsAndRevokesOnce() public {
    uint256 id = _submit(stranger, 1 ether, "");
    assertTrue(wallet.hasConfirmed(id, owners[0]));
    vm.startPrank(owners[0]);
    vm.expectRevert();
    wallet.confirm(id);
    wallet.revoke(id);
    assertEq(wallet.confirmationCount(id), 0);
    vm.expectRevert();
    wallet.revoke(id);
    vm.expectRevert();
    wallet.execute(id);
    vm.expectRevert();
    wallet.confirm(99);
    vm.expectRevert();
    wallet.submit(address(0), 0, "");
    vm.stopPrank();
}`;
  const delay = delaySeconds > 0 && `function test_DelayMustPass() public {
    assertEq(wallet.DELAY(), ${delaySeconds});
    uint256 id = _submit(stranger, 1 ether, "");
    _confirm(id, ${threshold});
    vm.warp(block.timestamp + ${delaySeconds - 1});
    vm.prank(owners[0]);
    vm.expectRevert();
    wallet.execute(id);
    vm.startPrank(owners[0]);
    wallet.revoke(id);
    wallet.confirm(id);
    vm.warp(block.timestamp + 1);
    ${threshold === count ? 'vm.expectRevert();\n    wallet.execute(id);' : ''}
    vm.warp(block.timestamp + ${delaySeconds});
    wallet.execute(id);
    vm.stopPrank();
    assertEq(stranger.balance, 1 ether);
}`;
  const nfts = parameters.receivesNfts && `function test_TakesNfts() public {
    assertEq(wallet.onERC721Received(stranger, stranger, 1, "") == wallet.onERC721Received.selector, true);
    assertEq(wallet.onERC1155Received(stranger, stranger, 1, 1, "") == wallet.onERC1155Received.selector, true);
}`;
  const target = `/// @dev Something for the wallet to call.
contract TargetForTest {
    uint256 public stored;
    bool private _open;

    function store(uint256 value) external payable returns (uint256) {
        stored = value;
        return value + 1;
    }

    function open() external {
        _open = true;
    }

    function storeWhenOpen(uint256 value) external {
        require(_open, "closed");
        stored = value;
    }
}`;
  return {
    [`test/${contractName}.t.sol`]: testFile(suiteHead(contractName), target,
      suite(`contract ${contractName}Test is Test`, `Tests of ${contractName}`, setUp, base, delay, ownerTests(contractName, parameters), nfts, parameters.signatures && signatureTests(parameters)),
      ...multisigHandler(contractName, parameters)).replace(/\n {4}\n/g, '\n').replace(/\n {4}(?=\n)/g, ''),
  };
}
