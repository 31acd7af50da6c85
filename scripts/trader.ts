// Compiles the contract that research trades with inside forks, into the file the product loads. Run after changing Trader.sol.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeCompiler } from '../packages/catalog/src/toolchains/index.ts';

const folder = path.resolve(import.meta.dirname, '../packages/agents/src/research/onchain/trade');
const compiler = makeCompiler();
const result = await compiler.compile({ sources: { 'Trader.sol': readFileSync(path.join(folder, 'Trader.sol'), 'utf8') }, evmVersion: 'paris', viaIR: true, settings: { metadata: { bytecodeHash: 'none', appendCBOR: false } } });
await compiler.close();
const contract = result.contracts.find(({ name }) => name === 'Trader');
if (!result.ok || !contract?.bytecode) throw new Error(result.diagnostics.map(({ message }) => message).join('\n'));
const selectors = Object.entries(contract.methodIdentifiers).map(([signature, selector]) => `  ${signature.slice(0, signature.indexOf('('))}: '0x${selector}',\n`);
writeFileSync(path.join(folder, 'trader.ts'), `// Made from Trader.sol by scripts/trader.ts; do not edit.

/** Creation code of the contract that trades and measures inside forks. */
export const traderCode = '0x${contract.bytecode}';

/** Its functions. */
export const traderSelectors = {
${selectors.join('')}} as const;
`);
