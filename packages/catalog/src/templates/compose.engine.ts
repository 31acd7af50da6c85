import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileComposed } from './composed.kit.ts';
import { erc1155 } from './erc1155/index.ts';
import { erc20 } from './erc20/index.ts';
import { erc721 } from './erc721/index.ts';
import type { AnyKind } from './kind.ts';

// Whatever parameters pass a schema compose to Solidity that compiles without a warning, with its tests.
const seed = 20_261_121;
const account = fc.constantFrom('$deployer', '0x70997970C51812dc3A010C7d01b50e0d17dc79C8');
const name = fc.constantFrom('Acorn', 'North Star', 'Café "Crème" \\ Co', '7 Seas', 'Ownable', 'error', '月');
const symbol = fc.constantFrom('ACRN', '$A.B', 'Q');
const access = fc.constantFrom('none', 'ownable', 'ownable2step', 'roles');
const amount = fc.bigInt(0n, 10n ** 30n).map(String);
const optional = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(value, { nil: null });
const royalty = optional(fc.record({ basisPoints: fc.integer({ min: 1, max: 2_500 }), limitBasisPoints: fc.integer({ min: 1, max: 2_500 }), receiver: account, changeable: fc.boolean() }).map((value) => (value.changeable ? value : { ...value, limitBasisPoints: value.basisPoints })));

const erc20Parameters = fc.record({
  name, symbol, decimals: fc.constantFrom(0, 6, 18, 30), supply: fc.record({ initial: amount, recipient: account, cap: optional(amount) }), mintable: fc.boolean(), burn: fc.constantFrom('none', 'holders', 'owner'), pausable: fc.boolean(),
  permit: fc.boolean(), votes: fc.boolean(), flashMint: fc.boolean(), fee: optional(fc.record({ basisPoints: fc.integer({ min: 0, max: 2_500 }), limitBasisPoints: fc.integer({ min: 1, max: 2_500 }), recipient: fc.oneof(account, fc.constant('burn')), changeable: fc.boolean() }).map((fee) => (fee.changeable ? fee : { ...fee, basisPoints: fee.limitBasisPoints }))),
  denyList: fc.boolean(), limits: fc.record({ transfer: optional(amount), wallet: optional(amount) }), access, owner: account, upgradeable: fc.boolean(),
});
const erc721Parameters = fc.record({
  name, symbol, ids: fc.constantFrom('chosen', 'automatic'), firstId: fc.integer({ min: 0, max: 1 }), ownerMint: optional(fc.record({ functionName: fc.constantFrom('safeMint', 'mint') })),
  publicMint: optional(fc.record({ price: amount, perWallet: optional(fc.integer({ min: 1, max: 50 })), perCall: fc.integer({ min: 1, max: 50 }) })), maxSupply: optional(fc.integer({ min: 1, max: 100_000 })),
  baseUri: fc.constantFrom('', 'ipfs://x/'), uriSuffix: fc.constantFrom('', '.json'), uriStorage: fc.boolean(), baseUriChangeable: fc.boolean(), enumerable: fc.boolean(), burnable: fc.boolean(), pausable: fc.boolean(), soulbound: fc.boolean(),
  votes: fc.boolean(), royalty, access, owner: account,
});
const erc1155Parameters = fc.record({
  name, shown: optional(fc.record({ name, symbol: optional(symbol) })), uri: fc.constantFrom('', 'ipfs://x/{id}'), mint: fc.boolean(), mintBatch: fc.boolean(), burnable: fc.boolean(), supply: fc.boolean(), pausable: fc.boolean(),
  uriChangeable: fc.boolean(), soulbound: fc.boolean(), royalty, access, owner: account,
});

/** Parameters that pass the schema, `count` of them, always the same ones. */
function sample(kind: AnyKind, arbitrary: fc.Arbitrary<object>, count: number): Parameters<AnyKind['compose']>[1][] {
  return fc.sample(arbitrary.filter((value) => kind.schema.safeParse(value).success), { seed, numRuns: count }).map((value) => kind.schema.parse(value));
}

describe.each([[erc20, erc20Parameters, 16], [erc721, erc721Parameters, 12], [erc1155, erc1155Parameters, 8]] as const)('parameters that pass the schema', (kind, arbitrary, count) => {
  it.each(sample(kind, arbitrary, count).map((parameters, index) => [`${kind.id} ${index}`, parameters] as const))('%s compiles with both compilers, tests included', (_, parameters) => {
    const composed = kind.compose('Sample', parameters);
    // The size limit may be named (no optimizer here, every feature at once), and style in test files, which are composed of parts.
    const problems = (sources: Record<string, string>, version: '0.8.28' | '0.8.30'): string[] => compileComposed(sources, version).problems.filter((problem) => !/code size/.test(problem) && !(/--> test\//.test(problem) && /mutability can be restricted|Unused function parameter/.test(problem)));
    expect(problems(composed.sources, '0.8.28')).toEqual([]);
    expect(problems({ ...composed.sources, ...kind.tests('Sample', parameters) }, '0.8.30')).toEqual([]);
    const inputs = compileComposed(composed.sources).contracts[composed.file]?.Sample?.abi.find((entry) => (composed.upgradeability === 'uups' ? entry.name === 'initialize' : entry.type === 'constructor'))?.inputs ?? [];
    expect(composed.constructorArguments.map(({ name: parameter, type }) => ({ name: parameter, type }))).toEqual(inputs.map(({ name: parameter, type }) => ({ name: parameter, type })));
  });
});
