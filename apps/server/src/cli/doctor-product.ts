import { AppError } from '@hyperlens/protocol';
import { findServer, type Connection } from './connect.ts';
import type { Check } from './doctor.ts';
import type { Session } from './session.ts';

const probe = '// SPDX-License-Identifier: MIT\npragma solidity ^0.8.20;\n\n/// @title Probe\ncontract Probe {\n  uint256 public immutable number = 1;\n}\n';

/** Runs one check; what it throws is its finding. */
async function attempt(name: string, work: () => Promise<Check[]>): Promise<Check[]> {
  try {
    return await work();
  } catch (error) {
    const { message, remedy } = AppError.from(error);
    return [{ name, status: 'problem', detail: message, fix: remedy }];
  }
}

async function checkHealth(connection: Connection): Promise<Check[]> {
  const { checks } = await connection.call('health.ready');
  return checks.map(({ name, status, reason, milliseconds }) => ({
    name, status: status === 'ok' ? 'ok' : status === 'degraded' ? 'warning' : 'problem', detail: `${status}${milliseconds === undefined ? '' : ` (${Math.round(milliseconds)} ms)`}${reason ? `: ${reason}` : ''}`, fix: 'see the log of the server (--log-level info)',
  }));
}

async function checkChain(connection: Connection): Promise<Check[]> {
  const { defaultNetwork } = await connection.call('server.about');
  const { status, blockNumber, endpoints } = await connection.call('networks.health', { params: { id: defaultNetwork } });
  const reason = endpoints.find((endpoint) => endpoint.reason)?.reason;
  return [{ name: 'chain', status: status === 'healthy' || status === 'idle' ? 'ok' : status === 'degraded' ? 'warning' : 'problem', detail: `${defaultNetwork}: ${status}${blockNumber === null ? '' : `, block ${blockNumber}`}${reason ? `, ${reason}` : ''}`, fix: `hyperlens networks health ${defaultNetwork}` }];
}

/** Audits a tiny contract: that needs the compiler and every analyzer that is here. */
async function checkAudit(connection: Connection): Promise<Check[]> {
  const { tools, solcVersion, verdict, reasons } = await connection.call('audits.create', { body: { sources: { 'Probe.sol': probe } } });
  const compiler: Check = { name: 'compiler', status: solcVersion ? 'ok' : 'problem', detail: solcVersion ? `solc ${solcVersion}` : reasons.join(' '), fix: 'run: npm run setup' };
  const analyzers = tools.map(({ id, version, status, required, reason }): Check => ({
    name: id, status: status === 'completed' || status === 'not_applicable' ? 'ok' : required ? 'problem' : 'warning',
    detail: `${status === 'completed' ? version : status}${reason ? `: ${reason}` : ''}`, fix: status === 'not_installed' ? `hyperlens analyzers install ${id}` : 'hyperlens analyzers list',
  }));
  return [compiler, ...analyzers, ...(verdict === 'inconclusive' ? [{ name: 'audit', status: 'warning' as const, detail: reasons.join(' ') }] : [])];
}

/** What only the running product can say: database, chain, compiler, analyzers. Through the server when one runs, else in this process. */
export async function checkProduct(session: Session): Promise<Check[]> {
  const running = await findServer(session.loaded.config.home);
  const server: Check = { name: 'server', status: 'ok', detail: running ? `runs at ${running.url} (process ${running.pid})` : 'does not run; verbs work in process' };
  let connection: Connection;
  try {
    connection = await session.connect();
  } catch (error) {
    const { message, remedy } = AppError.from(error);
    return [server, { name: 'product', status: 'problem', detail: message, fix: remedy }];
  }
  const found = [await attempt('health', () => checkHealth(connection)), await attempt('chain', () => checkChain(connection)), await attempt('audit', () => checkAudit(connection))];
  return [server, ...found.flat()];
}
