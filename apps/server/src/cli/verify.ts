import { Option } from 'commander';
import { printable, statusWord } from './output.ts';
import { act, type Verb } from './verb.ts';

const exitOf = { match: 0, mismatch: 1, inconclusive: 3 } as const;

/** `hyperlens verify`: whether the code on chain is the code of the sources. */
export const verb: Verb = (command, exit) => {
  command
    .argument('<run-or-address>', 'id of a run, or address of a contract this product deployed')
    .addOption(new Option('--network <id>', 'network of the address'));
  act<{ network?: string }>(command, exit, async (session, [target = ''], options) => {
    const { output, signal } = session;
    const connection = await session.connect();
    const what = /^0x[0-9a-fA-F]{40}$/.test(target) ? { address: target } : { runId: target };
    const found = await connection.call('verifications.create', { body: { ...what, ...(options.network === undefined ? {} : { network: options.network }) } }, { signal });
    output.document(found);
    output.table(['contract', 'address', 'code'], found.contracts.map(({ name, address, match }) => [name, address, match]), 'Nothing was compared.');
    for (const reason of found.reasons) output.note(printable(reason));
    output.line(`${statusWord(output, found.verdict)} on ${found.network} (chain ${found.chainId})${found.solcVersion ? `, solc ${found.solcVersion}` : ''}`);
    return exitOf[found.verdict];
  });
};
