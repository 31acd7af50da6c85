import type { SourceFiles } from '@hyperlens/protocol';
import { stringLiteral } from '../builder/index.ts';
import { printSuite, refused, when } from '../suite.ts';
import type { SuiteTest } from '../suite.ts';
import type { Erc1155Parameters } from './schema.ts';

/** Solidity tests (unit, fuzz, invariant) that hold for every contract composed from these parameters. */
export function testErc1155(contractName: string, parameters: Erc1155Parameters): SourceFiles {
  const args = ['owner', ...(parameters.royalty ? ['royaltyReceiver'] : [])].join(', ');
  return {
    [`test/${contractName}.t.sol`]: printSuite({
      contractName, imports: [],
      state: [`${contractName} internal token`, `${contractName}Handler internal handler`, 'address internal owner = makeAddr("owner")', 'address internal royaltyReceiver = makeAddr("royalties")', 'address internal alice = makeAddr("alice")', 'address internal bob = makeAddr("bob")'],
      setUp: [`token = new ${contractName}(${args});`, `handler = new ${contractName}Handler(token, owner);`, 'targetContract(address(handler));'],
      functions: [
        '/// Mints by whichever function there is.', 'function _mintTo(address to, uint256 id, uint256 amount) internal {',
        ...(parameters.mint ? ['    vm.prank(owner);', '    token.mint(to, id, amount, "");'] : ['    (uint256[] memory ids, uint256[] memory amounts) = _pair(id, amount);', '    vm.prank(owner);', '    token.mintBatch(to, ids, amounts, "");']), '}', '',
        'function _pair(uint256 id, uint256 amount) internal pure returns (uint256[] memory ids, uint256[] memory amounts) {', '    ids = new uint256[](1);', '    amounts = new uint256[](1);', '    ids[0] = id;', '    amounts[0] = amount;', '}',
      ],
      tests: [...plainTests(parameters), ...powerTests(parameters)],
      contracts: [handler(contractName, parameters)],
    }),
  };
}

function plainTests(parameters: Erc1155Parameters): (SuiteTest | null)[] {
  const free = !parameters.soulbound;
  return [
    { head: 'test_Metadata() public view', body: [`assertEq(token.uri(1), ${stringLiteral(parameters.uri)});`, 'assertTrue(token.supportsInterface(0xd9b67a26));', ...(parameters.shown ? [`assertEq(token.name(), ${stringLiteral(parameters.shown.name)});`] : [])] },
    { head: 'testFuzz_Mint(uint256 id, uint256 amount) public', body: ['_mintTo(alice, id, amount);', 'assertEq(token.balanceOf(alice, id), amount);', ...(parameters.supply ? ['assertEq(token.totalSupply(id), amount);', 'assertEq(token.totalSupply(), amount);'] : [])] },
    ...(parameters.mint ? [refused('Mint', 'token.mint(caller, 1, 1, "")')] : []),
    when(parameters.mintBatch, 'testFuzz_StrangerCannotMintBatch(address caller) public', 'vm.assume(caller != owner && caller != address(0));', '(uint256[] memory ids, uint256[] memory amounts) = _pair(1, 1);', 'vm.prank(caller);', 'vm.expectRevert();', 'token.mintBatch(caller, ids, amounts, "");'),
    when(parameters.mintBatch, 'test_MintBatch() public', '(uint256[] memory ids, uint256[] memory amounts) = _pair(3, 9);', 'vm.prank(owner);', 'token.mintBatch(alice, ids, amounts, "");', 'assertEq(token.balanceOf(alice, 3), 9);'),
    when(!parameters.mintBatch, 'test_ThereIsNoBatchMint() public', '(uint256[] memory ids, uint256[] memory amounts) = _pair(1, 1);', 'vm.prank(owner);', '(bool done,) = address(token).call(abi.encodeWithSignature("mintBatch(address,uint256[],uint256[],bytes)", alice, ids, amounts, ""));', 'assertFalse(done);'),
    when(free, 'testFuzz_Transfer(uint256 amount) public', 'amount = bound(amount, 0, 1000);', '_mintTo(alice, 7, 1000);', 'vm.prank(alice);', 'token.safeTransferFrom(alice, bob, 7, amount, "");', 'assertEq(token.balanceOf(bob, 7), amount);', 'assertEq(token.balanceOf(alice, 7), 1000 - amount);'),
    when(free, 'test_TransferAboveBalance() public', '_mintTo(alice, 7, 5);', 'vm.prank(alice);', 'vm.expectRevert();', 'token.safeTransferFrom(alice, bob, 7, 6, "");'),
    when(parameters.soulbound, 'test_TokensAreBound() public', '_mintTo(alice, 7, 5);', 'vm.prank(alice);', 'vm.expectRevert();', 'token.safeTransferFrom(alice, bob, 7, 1, "");'),
    { head: 'testFuzz_StrangerCannotMoveTokens(address caller) public', body: ['vm.assume(caller != alice && caller != address(0));', '_mintTo(alice, 7, 5);', 'vm.prank(caller);', 'vm.expectRevert();', 'token.safeTransferFrom(alice, caller, 7, 1, "");'] },
    when(parameters.burnable, 'test_HolderBurns() public', '_mintTo(alice, 7, 5);', 'vm.prank(alice);', 'token.burn(alice, 7, 2);', 'assertEq(token.balanceOf(alice, 7), 3);', ...(parameters.supply ? ['assertEq(token.totalSupply(7), 3);'] : [])),
    when(parameters.burnable, 'testFuzz_StrangerCannotBurn(address caller) public', 'vm.assume(caller != alice && caller != address(0));', '_mintTo(alice, 7, 5);', 'vm.prank(caller);', 'vm.expectRevert();', 'token.burn(alice, 7, 1);'),
    when(!parameters.burnable, 'test_NobodyCanBurn() public', '_mintTo(alice, 7, 5);', 'vm.prank(alice);', '(bool done,) = address(token).call(abi.encodeWithSignature("burn(address,uint256,uint256)", alice, 7, 1));', 'assertFalse(done);'),
  ];
}

function powerTests(parameters: Erc1155Parameters): (SuiteTest | null)[] {
  const { royalty, access } = parameters;
  return [
    ...(parameters.pausable ? [refused('Pause', 'token.pause()')] : []),
    when(parameters.pausable && !parameters.soulbound, 'test_PauseStopsTransfers() public', '_mintTo(alice, 7, 5);', 'vm.prank(owner);', 'token.pause();', 'vm.prank(alice);', 'vm.expectRevert();', 'token.safeTransferFrom(alice, bob, 7, 1, "");', 'vm.prank(owner);', 'token.unpause();', 'vm.prank(alice);', 'token.safeTransferFrom(alice, bob, 7, 1, "");', 'assertEq(token.balanceOf(bob, 7), 1);'),
    ...(parameters.uriChangeable ? [refused('SetURI', 'token.setURI("x")')] : []),
    when(parameters.uriChangeable, 'test_OwnerSetsURI() public', 'vm.prank(owner);', 'token.setURI("ipfs://new/{id}");', 'assertEq(token.uri(1), "ipfs://new/{id}");'),
    when(royalty !== null, 'testFuzz_Royalty(uint256 price) public view', 'price = bound(price, 0, 2 ** 128);', '(address receiver, uint256 amount) = token.royaltyInfo(1, price);', 'assertEq(receiver, royaltyReceiver);', `assertEq(amount, (price * ${royalty?.basisPoints ?? 0}) / 10_000);`),
    ...(royalty?.changeable ? [refused('SetRoyalty', 'token.setRoyalty(caller, 0)')] : []),
    ...(access === 'roles' ? [refused('GrantRoles', 'token.grantRole(bytes32(0), caller)')] : [refused('TakeOwnership', 'token.transferOwnership(caller)')]),
    { head: 'invariant_BalancesMatchWhatWasMinted() public view', body: ['for (uint256 id = 0; id < 3; id++) assertEq(handler.sum(id), handler.minted(id) - handler.burned(id));'] },
    when(parameters.supply, 'invariant_SupplyIsTracked() public view', 'for (uint256 id = 0; id < 3; id++) assertEq(token.totalSupply(id), handler.minted(id) - handler.burned(id));'),
    when(parameters.soulbound, 'invariant_BoundTokensNeverMove() public view', 'assertEq(handler.moved(), 0);'),
  ];
}

function handler(contractName: string, parameters: Erc1155Parameters): string[] {
  return [
    `contract ${contractName}Handler is Test {`, `    ${contractName} internal token;`, '    address internal owner;', '    address[] public accounts;', '    mapping(uint256 id => uint256) public minted;', '    mapping(uint256 id => uint256) public burned;', '    uint256 public moved;', '',
    `    constructor(${contractName} token_, address owner_) {`, '        token = token_;', '        owner = owner_;', '        for (uint160 i = 1; i <= 3; i++) accounts.push(address(0xA11CE0000 + i));', '    }', '',
    '    function sum(uint256 id) external view returns (uint256 total) {', '        for (uint256 i = 0; i < accounts.length; i++) total += token.balanceOf(accounts[i], id);', '    }', '',
    '    function mint(uint256 to, uint256 id, uint256 amount) external {', '        id = id % 3;', '        amount = bound(amount, 0, 2 ** 64);', '        uint256[] memory ids = new uint256[](1);', '        uint256[] memory amounts = new uint256[](1);', '        ids[0] = id;', '        amounts[0] = amount;', '        vm.prank(owner);',
    `        try token.${parameters.mint ? 'mint(accounts[to % 3], id, amount, "")' : 'mintBatch(accounts[to % 3], ids, amounts, "")'} {`, '            minted[id] += amount;', '        } catch {}', '    }', '',
    '    function transfer(uint256 from, uint256 to, uint256 id, uint256 amount) external {', '        id = id % 3;', '        amount = bound(amount, 0, token.balanceOf(accounts[from % 3], id));', '        vm.prank(accounts[from % 3]);', '        try token.safeTransferFrom(accounts[from % 3], accounts[to % 3], id, amount, "") {', '            moved += 1;', '        } catch {}', '    }',
    ...(parameters.burnable ? ['', '    function burn(uint256 from, uint256 id, uint256 amount) external {', '        id = id % 3;', '        amount = bound(amount, 0, token.balanceOf(accounts[from % 3], id));', '        vm.prank(accounts[from % 3]);', '        try token.burn(accounts[from % 3], id, amount) {', '            burned[id] += amount;', '        } catch {}', '    }'] : []),
    '}',
  ];
}
