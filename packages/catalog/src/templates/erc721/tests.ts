import type { SourceFiles } from '@hyperlens/protocol';
import { stringLiteral } from '../builder/index.ts';
import { printSuite, refused, when } from '../suite.ts';
import type { SuiteTest } from '../suite.ts';
import type { Erc721Parameters } from './schema.ts';
import { needsOwner } from './schema.ts';

/** Solidity tests (unit, fuzz, invariant) that hold for every collection composed from these parameters. */
export function testErc721(contractName: string, parameters: Erc721Parameters): SourceFiles {
  const args = [...(parameters.access === 'none' ? [] : ['owner']), ...(parameters.royalty ? ['royaltyReceiver'] : [])].join(', ');
  const mintTo = mintFunction(parameters);
  return {
    [`test/${contractName}.t.sol`]: printSuite({
      contractName, imports: [],
      state: [`${contractName} internal token`, `${contractName}Handler internal handler`, 'address internal owner = makeAddr("owner")', 'address internal royaltyReceiver = makeAddr("royalties")', 'address internal alice = makeAddr("alice")', 'address internal bob = makeAddr("bob")', 'uint256 internal nextChosen'],
      setUp: [`token = new ${contractName}(${args});`, `handler = new ${contractName}Handler(token, owner);`, 'targetContract(address(handler));'],
      functions: ['/// Mints one token to an account and gives its id.', 'function _mintTo(address to) internal returns (uint256 tokenId) {', ...mintTo.map((line) => `    ${line}`), '}'],
      tests: [...plainTests(parameters), ...mintTests(parameters), ...powerTests(parameters), ...invariants(parameters)],
      contracts: [handler(contractName, parameters)],
    }),
  };
}

/** Lines that mint one token `to` and set `tokenId`, by whichever way the collection offers. */
function mintFunction(parameters: Erc721Parameters): string[] {
  if (parameters.ownerMint) {
    const uri = parameters.uriStorage ? ', "ipfs://token"' : '';
    const call = `token.${parameters.ownerMint.functionName}`;
    return parameters.ids === 'chosen' ? ['tokenId = nextChosen++;', 'vm.prank(owner);', `${call}(to, tokenId${uri});`] : ['vm.prank(owner);', `tokenId = ${call}(to${uri});`];
  }
  const price = parameters.publicMint && parameters.publicMint.price !== '0' ? '{value: token.PRICE()}' : '';
  const pay = price ? ['vm.deal(to, to.balance + token.PRICE());'] : [];
  return [`tokenId = nextChosen++ + ${parameters.firstId};`, ...pay, ...(price ? ['uint256 price = token.PRICE();'] : []), 'vm.prank(to);', `token.mint${price ? '{value: price}' : ''}(1);`];
}

function plainTests(parameters: Erc721Parameters): (SuiteTest | null)[] {
  const transferable = !parameters.soulbound;
  return [
    { head: 'test_Metadata() public view', body: [`assertEq(token.name(), ${stringLiteral(parameters.name)});`, `assertEq(token.symbol(), ${stringLiteral(parameters.symbol)});`, 'assertTrue(token.supportsInterface(0x80ac58cd));'] },
    { head: 'test_MintedTokenHasItsOwner() public', body: ['uint256 id = _mintTo(alice);', 'assertEq(token.ownerOf(id), alice);', 'assertEq(token.balanceOf(alice), 1);'] },
    when(transferable, 'test_OwnerTransfers() public', 'uint256 id = _mintTo(alice);', 'vm.prank(alice);', 'token.transferFrom(alice, bob, id);', 'assertEq(token.ownerOf(id), bob);', 'assertEq(token.balanceOf(alice), 0);'),
    when(transferable, 'test_ApprovedAccountTransfersOnce() public', 'uint256 id = _mintTo(alice);', 'vm.prank(alice);', 'token.approve(bob, id);', 'vm.prank(bob);', 'token.transferFrom(alice, bob, id);', 'assertEq(token.ownerOf(id), bob);', 'assertEq(token.getApproved(id), address(0));'),
    { head: 'testFuzz_StrangerCannotMoveToken(address caller) public', body: ['vm.assume(caller != alice && caller != address(0));', 'uint256 id = _mintTo(alice);', 'vm.prank(caller);', 'vm.expectRevert();', 'token.transferFrom(alice, caller, id);'] },
    when(parameters.soulbound, 'test_TokenIsBound() public', 'uint256 id = _mintTo(alice);', 'vm.prank(alice);', 'vm.expectRevert();', 'token.transferFrom(alice, bob, id);', 'assertEq(token.ownerOf(id), alice);'),
    when(parameters.uriStorage, 'test_EachTokenHasItsAddress() public', 'uint256 id = _mintTo(alice);', `assertEq(token.tokenURI(id), ${stringLiteral(`${parameters.baseUri}ipfs://token`)});`),
    when(parameters.baseUri !== '' && !parameters.uriStorage, 'test_MetadataAddress() public', 'uint256 id = _mintTo(alice);', `assertEq(token.tokenURI(id), string.concat(${stringLiteral(parameters.baseUri)}, vm.toString(id), ${stringLiteral(parameters.uriSuffix)}));`),
    when(parameters.burnable, 'test_OwnerBurns() public', 'uint256 id = _mintTo(alice);', 'vm.prank(alice);', 'token.burn(id);', 'assertEq(token.balanceOf(alice), 0);', 'vm.expectRevert();', 'token.ownerOf(id);'),
    when(parameters.burnable, 'testFuzz_StrangerCannotBurn(address caller) public', 'vm.assume(caller != alice && caller != address(0));', 'uint256 id = _mintTo(alice);', 'vm.prank(caller);', 'vm.expectRevert();', 'token.burn(id);'),
    when(!parameters.burnable, 'test_NobodyCanBurn() public', 'uint256 id = _mintTo(alice);', 'vm.prank(alice);', '(bool done,) = address(token).call(abi.encodeWithSignature("burn(uint256)", id));', 'assertFalse(done);'),
    when(parameters.enumerable, 'test_TokensAreEnumerable() public', 'uint256 id = _mintTo(alice);', 'assertEq(token.totalSupply(), 1);', 'assertEq(token.tokenByIndex(0), id);', 'assertEq(token.tokenOfOwnerByIndex(alice, 0), id);'),
    when(parameters.votes, 'test_VotesFollowTokens() public', 'vm.prank(alice);', 'token.delegate(alice);', '_mintTo(alice);', 'assertEq(token.getVotes(alice), 1);'),
  ];
}

function mintTests(parameters: Erc721Parameters): (SuiteTest | null)[] {
  const { ownerMint, publicMint: sale, ids } = parameters;
  const uri = parameters.uriStorage ? ', ""' : '';
  const call = ownerMint ? `token.${ownerMint.functionName}(${ids === 'chosen' ? 'caller, 77' : 'caller'}${uri})` : '';
  const paid = sale !== null && sale.price !== '0';
  const value = paid ? '{value: price}' : '';
  const fund = paid ? ['uint256 price = token.PRICE();', 'vm.deal(alice, price * 1000);'] : [];
  return [
    ...(ownerMint ? [refused('Mint', call)] : []),
    when(ownerMint !== null && ids === 'chosen', 'test_IdsAreUnique() public', 'uint256 id = _mintTo(alice);', 'vm.prank(owner);', 'vm.expectRevert();', `token.${ownerMint?.functionName}(bob, id${uri});`),
    when(parameters.maxSupply !== null && parameters.maxSupply <= 20 && ownerMint !== null, 'test_SupplyLimit() public', `for (uint256 i = 0; i < ${parameters.maxSupply}; i++) _mintTo(alice);`, 'vm.prank(owner);', 'vm.expectRevert();', `token.${ownerMint?.functionName}(${ids === 'chosen' ? 'alice, 7777' : 'alice'}${uri});`),
    when(paid, 'testFuzz_PaymentMustBeExact(uint256 payment) public', 'uint256 price = token.PRICE();', 'payment = bound(payment, 0, price * 2);', 'vm.assume(payment != price);', 'vm.deal(alice, price * 2);', 'vm.prank(alice);', 'vm.expectRevert();', 'token.mint{value: payment}(1);'),
    when(sale !== null, 'test_QuantityIsBounded() public', ...fund, 'uint256 most = token.MAX_PER_CALL();', 'vm.prank(alice);', 'vm.expectRevert();', `token.mint${paid ? '{value: price * (most + 1)}' : ''}(most + 1);`, 'vm.prank(alice);', 'vm.expectRevert();', 'token.mint(0);'),
    when((sale?.perWallet ?? 21) <= 20, 'test_WalletLimit() public', ...fund, 'uint256 limit = token.MAX_PER_WALLET();', 'for (uint256 i = 0; i < limit; i++) {', '    vm.prank(alice);', `    token.mint${value}(1);`, '}', 'vm.prank(alice);', 'vm.expectRevert();', `token.mint${value}(1);`),
    when(paid, 'test_OwnerWithdraws() public', ...fund, 'vm.prank(alice);', 'token.mint{value: price}(1);', 'vm.prank(owner);', 'token.withdraw(payable(bob));', 'assertEq(bob.balance, price);', 'assertEq(address(token).balance, 0);'),
    ...(paid ? [refused('Withdraw', 'token.withdraw(payable(caller))')] : []),
  ];
}

function powerTests(parameters: Erc721Parameters): (SuiteTest | null)[] {
  const { royalty, access } = parameters;
  return [
    ...(parameters.pausable ? [refused('Pause', 'token.pause()')] : []),
    when(parameters.pausable && !parameters.soulbound, 'test_PauseStopsTransfers() public', 'uint256 id = _mintTo(alice);', 'vm.prank(owner);', 'token.pause();', 'vm.prank(alice);', 'vm.expectRevert();', 'token.transferFrom(alice, bob, id);', 'vm.prank(owner);', 'token.unpause();', 'vm.prank(alice);', 'token.transferFrom(alice, bob, id);', 'assertEq(token.ownerOf(id), bob);'),
    when(royalty !== null, 'testFuzz_Royalty(uint256 price) public view', 'price = bound(price, 0, 2 ** 128);', '(address receiver, uint256 amount) = token.royaltyInfo(1, price);', 'assertEq(receiver, royaltyReceiver);', `assertEq(amount, (price * ${royalty?.basisPoints ?? 0}) / 10_000);`),
    ...(royalty?.changeable ? [refused('SetRoyalty', 'token.setRoyalty(caller, 0)')] : []),
    when(royalty?.changeable === true, 'testFuzz_RoyaltyStaysBelowItsLimit(uint96 basisPoints) public', 'vm.assume(basisPoints > token.MAX_ROYALTY());', 'vm.prank(owner);', 'vm.expectRevert();', 'token.setRoyalty(bob, basisPoints);'),
    ...(parameters.baseUriChangeable ? [refused('SetBaseURI', 'token.setBaseURI("x")')] : []),
    when(parameters.baseUriChangeable && parameters.uriSuffix === '', 'test_OwnerSetsBaseURI() public', 'uint256 id = _mintTo(alice);', 'vm.prank(owner);', 'token.setBaseURI("ipfs://new/");', 'assertEq(token.tokenURI(id), string.concat("ipfs://new/", vm.toString(id)));'),
    ...(access === 'ownable' || access === 'ownable2step' ? [refused('TakeOwnership', 'token.transferOwnership(caller)')] : []),
    ...(access === 'roles' ? [refused('GrantRoles', 'token.grantRole(bytes32(0), caller)')] : []),
    when(!needsOwner(parameters) && access === 'none', 'test_ThereIsNoOwner() public', '(bool done,) = address(token).call(abi.encodeWithSignature("owner()"));', 'assertFalse(done);'),
  ];
}

function handler(contractName: string, parameters: Erc721Parameters): string[] {
  const mint = mintFunction(parameters).map((line) => line.replace('nextChosen++', 'minted'));
  const last = mint.length - 1;
  return [
    `contract ${contractName}Handler is Test {`, `    ${contractName} internal token;`, '    address internal owner;', '    address[] public accounts;', '    uint256 public minted;', '    uint256 public burned;', '    uint256 public movedWhileBound;', '    uint256[] public ids;', '',
    `    constructor(${contractName} token_, address owner_) {`, '        token = token_;', '        owner = owner_;', '        for (uint160 i = 1; i <= 3; i++) accounts.push(address(0xA11CE0000 + i));', '    }', '',
    '    function sum() external view returns (uint256 total) {', '        for (uint256 i = 0; i < accounts.length; i++) total += token.balanceOf(accounts[i]);', '    }', '',
    '    function mint(uint256 seed) external {', '        address to = accounts[seed % accounts.length];', '        uint256 tokenId;',
    ...mint.slice(0, last).map((line) => `        ${line}`),
    ...(parameters.ownerMint && parameters.ids === 'automatic'
      ? [`        try ${(mint[last] ?? '').replace('tokenId = ', '').replace(/;$/, '')} returns (uint256 given) {`, '            tokenId = given;']
      : [`        try ${(mint[last] ?? '').replace(/;$/, '')} {`]),
    '            minted += 1;', '            ids.push(tokenId);', '        } catch {}', '    }', '',
    '    function transfer(uint256 which, uint256 to) external {', '        if (ids.length == 0) return;', '        uint256 id = ids[which % ids.length];', '        try token.ownerOf(id) returns (address from) {', '            vm.prank(from);',
    '            try token.transferFrom(from, accounts[to % accounts.length], id) {', '                movedWhileBound += 1;', '            } catch {}', '        } catch {}', '    }',
    ...(parameters.burnable ? ['', '    function burn(uint256 which) external {', '        if (ids.length == 0) return;', '        uint256 id = ids[which % ids.length];', '        try token.ownerOf(id) returns (address from) {', '            vm.prank(from);', '            try token.burn(id) {', '                burned += 1;', '            } catch {}', '        } catch {}', '    }'] : []),
    '}',
  ];
}

function invariants(parameters: Erc721Parameters): (SuiteTest | null)[] {
  return [
    { head: 'invariant_EveryTokenHasOneOwner() public view', body: ['assertEq(handler.sum(), handler.minted() - handler.burned());'] },
    when(parameters.maxSupply !== null, 'invariant_SupplyLimitHolds() public view', 'assertLe(handler.minted(), token.MAX_SUPPLY());'),
    when(parameters.soulbound, 'invariant_BoundTokensNeverMove() public view', 'assertEq(handler.movedWhileBound(), 0);'),
    when(parameters.enumerable, 'invariant_TotalSupplyCounts() public view', 'assertEq(token.totalSupply(), handler.minted() - handler.burned());'),
    when(parameters.publicMint !== null && parameters.publicMint.price !== '0' && !parameters.ownerMint, 'invariant_EveryTokenWasPaid() public view', 'assertEq(address(token).balance, token.PRICE() * handler.minted());'),
  ];
}
