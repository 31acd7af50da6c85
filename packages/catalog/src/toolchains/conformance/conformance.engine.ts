import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { TestReport } from '@hyperlens/protocol';
import { afterAll, describe, expect, it } from 'vitest';
import { makeCompiler, makeTestRunner } from '../index.ts';

const compiler = makeCompiler();
const runner = makeTestRunner({ compiler });
afterAll(async () => { await runner.close(); await compiler.close(); });

interface Candidate { name: string; suites: string[]; create?: string; extra?: string }

/** One run of the suites over several contracts of a fixture file. */
async function judge(fixture: string, candidates: Candidate[]): Promise<TestReport> {
  const imports = [...new Set(candidates.flatMap((candidate) => candidate.suites))].map((suite) => `import {${suite}Conformance} from "hyperlens/conformance/${suite}.sol";`);
  const suites = candidates.map(({ name, suites: bases, create = '', extra = '' }) => `contract ${name}Suite is ${bases.map((base) => `${base}Conformance`).join(', ')} {
    function deploy() internal override returns (address) { ${create || `return create(vm.getCode("${fixture}:${name}"));`} }
    function insiders() internal view override returns (address[] memory accounts) { accounts = new address[](2); accounts[0] = deployer; accounts[1] = address(0xBEEF); }
    ${extra}
}`);
  const source = readFileSync(path.join(import.meta.dirname, fixture), 'utf8');
  const tests = ['pragma solidity ^0.8.24;', ...imports, ...suites].join('\n');
  return await runner.run({ sources: { [fixture]: source }, tests: { 'Suites.t.sol': tests }, fuzzRuns: 64, timeoutMilliseconds: 280_000 });
}

const failures = (report: TestReport, name: string): string[] => report.cases.filter((one) => one.suite === `${name}Suite` && one.status === 'failed').map((one) => one.name);
const passes = (report: TestReport, name: string): number => report.cases.filter((one) => one.suite === `${name}Suite` && one.status === 'passed').length;

/** Every liar of a table fails the named test, every honest contract passes everything. */
function describeSuite(title: string, fixture: string, honest: Candidate[], liars: (Candidate & { breaks: string })[]): void {
  describe(title, () => {
    it('passes the honest and fails every liar', { timeout: 300_000 }, async () => {
      const report = await judge(fixture, [...honest, ...liars]);
      for (const { name } of honest) {
        expect(report.cases.filter((one) => one.suite === `${name}Suite` && one.status === 'failed').map((one) => `${name}.${one.name}: ${one.reason}`)).toEqual([]);
        expect(passes(report, name), `${name} must run tests`).toBeGreaterThan(3);
      }
      for (const { name, breaks } of liars) expect(failures(report, name), name).toContain(breaks);
    });
  });
}

const erc20 = ['ERC20'];
const permit = ['ERC20', 'ERC2612'];
describeSuite('ERC-20', 'Liars20.sol', [
  { name: 'Honest20', suites: erc20 }, { name: 'HonestMintable20', suites: erc20 },
  { name: 'HonestFee20', suites: erc20, extra: 'function declaredFee() internal pure override returns (uint256) { return 250; }' },
  { name: 'HonestLimited20', suites: erc20, extra: 'function declaredLimit() internal pure override returns (uint256) { return 1000; }' },
], [
  { name: 'ReturnsTrueWithoutMoving', suites: erc20, breaks: 'test_ERC20_transfer' },
  { name: 'WrongEventAmount', suites: erc20, breaks: 'test_ERC20_transfer' },
  { name: 'SilentFee', suites: erc20, breaks: 'testFuzz_ERC20_transfer' },
  { name: 'InflatedBalance', suites: erc20, breaks: 'test_ERC20_wholeBalanceMoves' },
  { name: 'PhantomBalance', suites: erc20, breaks: 'test_ERC20_balancesAreWithinSupply' },
  { name: 'ApproveIgnored', suites: erc20, breaks: 'testFuzz_ERC20_approve' },
  { name: 'ApproveAdds', suites: erc20, breaks: 'testFuzz_ERC20_approve' },
  { name: 'NoAllowanceNeeded', suites: erc20, breaks: 'test_ERC20_transferFromWithoutAllowance' },
  { name: 'OwnerTakesAll', suites: erc20, breaks: 'test_ERC20_transferFromWithoutAllowance' },
  { name: 'AllowanceNeverUsedUp', suites: erc20, breaks: 'testFuzz_ERC20_transferFrom' },
  { name: 'NoTransferEvent', suites: erc20, breaks: 'test_ERC20_transfer' },
  { name: 'ReturnsNothing', suites: erc20, breaks: 'test_ERC20_transfer' },
  { name: 'ReturnsFalse', suites: erc20, breaks: 'test_ERC20_transfer' },
  { name: 'RevertsOnZero', suites: erc20, breaks: 'test_ERC20_transferOfZero' },
  { name: 'SelfTransferMints', suites: erc20, breaks: 'test_ERC20_transferToOneself' },
  { name: 'HiddenSupply', suites: erc20, breaks: 'test_ERC20_balancesAreWithinSupply' },
  { name: 'SilentMint', suites: erc20, breaks: 'test_ERC20_creationEvents' },
]);

describeSuite('ERC-2612', 'Liars20.sol', [{ name: 'HonestPermit20', suites: permit }], [
  { name: 'PermitFromAnyone', suites: ['ERC2612'], breaks: 'test_ERC2612_notAnothersSignature' },
  { name: 'PermitForever', suites: ['ERC2612'], breaks: 'test_ERC2612_notLate' },
  { name: 'PermitTwice', suites: ['ERC2612'], breaks: 'test_ERC2612_notTwice' },
  { name: 'PermitAnyValue', suites: ['ERC2612'], breaks: 'test_ERC2612_notForAnotherValue' },
  { name: 'PermitOnAnyChain', suites: ['ERC2612'], breaks: 'test_ERC2612_boundToChain' },
]);

const soulbound = 'function declaredSoulbound() internal pure override returns (bool) { return true; }';
describeSuite('ERC-721, 165 and 2981', 'Liars721.sol', [
  { name: 'Honest721', suites: ['ERC721', 'ERC165'] }, { name: 'HonestPaid721', suites: ['ERC721'] }, { name: 'HonestPremint721', suites: ['ERC721'] },
  { name: 'HonestSoulbound721', suites: ['ERC721'], extra: soulbound }, { name: 'HonestRoyalty721', suites: ['ERC721', 'ERC2981'] },
], [
  { name: 'SkipsReceiverCheck', suites: ['ERC721'], breaks: 'test_ERC721_safeTransferNeedsReceiver' },
  { name: 'LiesAboutInterface', suites: ['ERC721', 'ERC165'], breaks: 'test_ERC165_supportsNothingElse' },
  { name: 'DeniesInterface', suites: ['ERC721'], breaks: 'test_ERC721_interfaces' },
  { name: 'AnyoneMoves', suites: ['ERC721'], breaks: 'test_ERC721_strangersAreRefused' },
  { name: 'OwnerMoves', suites: ['ERC721'], breaks: 'test_ERC721_strangersAreRefused' },
  { name: 'KeepsApproval', suites: ['ERC721'], breaks: 'test_ERC721_transferByApproved' },
  { name: 'DoubleEvent', suites: ['ERC721'], breaks: 'test_ERC721_transferByOwner' },
  { name: 'WrongCount', suites: ['ERC721'], breaks: 'test_ERC721_transferByOwner' },
  { name: 'OperatorForever', suites: ['ERC721'], breaks: 'test_ERC721_operatorCanBeDismissed' },
  { name: 'AnswersForNothing', suites: ['ERC721'], breaks: 'test_ERC721_queriesThrow' },
  { name: 'MovesThoughSoulbound', suites: ['ERC721'], extra: soulbound, breaks: 'test_ERC721_soulboundStays' },
  { name: 'RoyaltyAbovePrice', suites: ['ERC2981'], breaks: 'testFuzz_ERC2981_isAPercentage' },
  { name: 'RoyaltyFixed', suites: ['ERC2981'], breaks: 'test_ERC2981_nothingForNothing' },
  { name: 'RoyaltyHidden', suites: ['ERC2981'], breaks: 'test_ERC2981_isAnnounced' },
  { name: 'RoyaltyToNobody', suites: ['ERC2981'], breaks: 'test_ERC2981_hasAReceiver' },
  { name: 'RoyaltyByPrice', suites: ['ERC2981'], breaks: 'test_ERC2981_sameAtEveryPrice' },
]);

describeSuite('ERC-1155', 'Liars1155.sol', [{ name: 'Honest1155', suites: ['ERC1155'] }, { name: 'HonestPremint1155', suites: ['ERC1155', 'ERC165'] }], [
  { name: 'SkipsReceiver1155', suites: ['ERC1155'], breaks: 'test_ERC1155_needsReceiver' },
  { name: 'SkipsReceiverInBatch', suites: ['ERC1155'], breaks: 'test_ERC1155_tellsReceiverOfBatch' },
  { name: 'LosesOne', suites: ['ERC1155'], breaks: 'testFuzz_ERC1155_transfer' },
  { name: 'AnyoneMoves1155', suites: ['ERC1155'], breaks: 'test_ERC1155_strangersAreRefused' },
  { name: 'OwnerMoves1155', suites: ['ERC1155'], breaks: 'test_ERC1155_strangersAreRefused' },
  { name: 'BatchBalanceLies', suites: ['ERC1155'], breaks: 'test_ERC1155_balancesInBatch' },
  { name: 'WrongOperator1155', suites: ['ERC1155'], breaks: 'testFuzz_ERC1155_transfer' },
  { name: 'DeniesInterface1155', suites: ['ERC1155'], breaks: 'test_ERC1155_interfaces' },
]);

const vault = (name: string): Candidate => ({ name, suites: ['ERC4626'], create: `provideAsset(address(0xA55E7)); return create(bytes.concat(vm.getCode("Liars4626.sol:${name}"), abi.encode(address(0xA55E7))));` });
describeSuite('ERC-4626', 'Liars4626.sol', [{ ...vault('Honest4626'), suites: ['ERC20', 'ERC4626'] }, vault('HonestCapped4626')], [
  { ...vault('RoundsMintDown'), breaks: 'testFuzz_ERC4626_roundsForTheVault' },
  { ...vault('RoundsWithdrawDown'), breaks: 'testFuzz_ERC4626_roundsForTheVault' },
  { ...vault('RoundsRedeemUp'), breaks: 'testFuzz_ERC4626_roundsForTheVault' },
  { ...vault('RoundsDepositUp'), breaks: 'testFuzz_ERC4626_roundsForTheVault' },
  { ...vault('PreviewPromisesMore'), breaks: 'testFuzz_ERC4626_deposit' },
  { ...vault('AnyoneRedeems'), breaks: 'test_ERC4626_othersNeedAllowance' },
  { ...vault('SilentDeposit'), breaks: 'testFuzz_ERC4626_deposit' },
  { ...vault('SharesToTheCaller'), breaks: 'testFuzz_ERC4626_deposit' },
  { ...vault('BoastsAssets'), breaks: 'test_ERC4626_views' },
]);
