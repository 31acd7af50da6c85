import { printable, statusWord } from './output.ts';
import { act, type Verb } from './verb.ts';

/** `hyperlens networks`: chains. */
export const verb: Verb = (command, exit) => {
  act(command.command('list', { isDefault: true }).description('Known networks.'), exit, async ({ output, connect }) => {
    const { items } = await (await connect()).call('networks.list');
    output.document({ networks: items });
    output.table(['id', 'chain', 'name', 'kind', 'approval', 'fees', 'faucet'], items.map(({ id, chainId, name, testnet, kind, approval, fees, faucet }) => [id, chainId, `${name}${testnet ? '' : ' (real money)'}`, kind, approval, fees.layer1 === 'none' ? fees.type : `${fees.type} + ${fees.layer1}`, faucet]), 'There are no networks.');
    return 0;
  });

  act(command.command('show').description('One network.').argument('<id>', 'network id'), exit, async ({ output, connect }, [id = '']) => {
    const found = await (await connect()).call('networks.get', { params: { id } });
    output.document(found);
    const row = (name: string, text: string | undefined): void => { if (text) output.line(`${output.style('dim', name.padEnd(14))}${printable(text)}`); };
    row('name', found.name); row('chain id', `${found.chainId} (${found.caip2})`); row('kind', `${found.kind}${found.testnet ? ', test network' : ', real money'}`);
    row('currency', `${found.currency.name} (${found.currency.symbol})`); row('RPC', found.rpcUrls.join(' ')); row('EVM', found.evmVersion); row('fees', `${found.fees.type}, layer 1: ${found.fees.layer1}`);
    row('confirmations', String(found.confirmations)); row('approval', found.approval); row('explorer', found.explorer?.url); row('faucet', found.faucet); row('verifiers', found.verifiers.join(', ')); row('source', found.source);
    return 0;
  });

  act(command.command('health').description('How endpoints answer right now.').argument('[id]', 'network id; the default network when left away'), exit, async ({ output, connect }, [id]) => {
    const connection = await connect();
    const found = await connection.call('networks.health', { params: { id: id ?? (await connection.call('server.about')).defaultNetwork } });
    output.document(found);
    output.table(['endpoint', 'status', 'ms', 'reason'], found.endpoints.map(({ url, status, latencyMilliseconds, reason }) => [url, status, latencyMilliseconds === null ? null : Math.round(latencyMilliseconds), reason]), 'It has no endpoints.');
    output.line(`${found.network}: ${statusWord(output, found.status)}${found.blockNumber === null ? '' : `, block ${found.blockNumber}`}`);
    return found.status === 'healthy' || found.status === 'idle' ? 0 : found.status === 'degraded' ? 3 : 4;
  });
};
