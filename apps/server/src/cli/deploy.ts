import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { Option } from 'commander';
import { AppError, type DeployInput, type Json } from '@hyperlens/protocol';
import { printable } from './output.ts';
import type { Session } from './session.ts';
import { act, type Verb } from './verb.ts';

interface DeployOptions { network?: string; yes?: boolean; account?: string; contract?: string; args?: string; solc?: string; idempotencyKey?: string }

/** Deploys what a finished run wrote, as a run of its own that takes over the results before the approval. */
async function deployRun(session: Session, runId: string, options: DeployOptions): Promise<number> {
  const { runBuild } = await import('./run-build.ts');
  return runBuild(session, async (connection) => {
    const run = await connection.call('builds.get', { params: { id: runId } });
    if (run.status !== 'completed') throw new AppError('RUN_CONFLICT', { id: runId, status: run.status, action: 'deploying it' });
    const elsewhere = options.network !== undefined && options.network !== (run.request.network ?? run.spec?.network);
    if (run.deployment && !elsewhere) throw new AppError('RUN_CONFLICT', { id: runId, status: 'deployed already', action: 'deploying it again' });
    return connection.call('builds.fork', {
      params: { id: runId },
      body: {
        request: { deploy: true, specOnly: false, approve: options.yes === true, ...(options.network === undefined ? {} : { network: options.network }), ...(options.account === undefined ? {} : { account: options.account }) },
        // Another chain may need other code, so everything is made and checked for it again.
        ...(elsewhere ? { fromStep: 'specify' as const } : run.steps.some(({ name, status }) => name === 'test' && status === 'completed') ? { fromStep: 'approve' as const } : {}),
      },
    });
  });
}

function readArguments(text: string | undefined): Json[] {
  if (text === undefined) return [];
  try {
    // Digits of any length stay exact when they are written as text.
    const parsed: unknown = JSON.parse(text);
    if (Array.isArray(parsed)) return parsed as Json[];
  } catch {
    // Said below, with what is expected.
  }
  throw new AppError('USAGE_INVALID', { problem: `--args wants a JSON array such as '["Acorn", "1000000000000000000000"]', not ${text.slice(0, 80)}.` });
}

async function deployFile(session: Session, given: string, options: DeployOptions): Promise<number> {
  const { output, signal } = session;
  const constructorArguments = readArguments(options.args);
  const { readProject } = await import('./project.ts');
  const project = await readProject(given);
  const connection = await session.connect();
  const body: DeployInput = {
    sources: project.sources, remappings: project.remappings, constructorArguments, approve: options.yes === true, ...(options.contract === undefined ? {} : { contract: options.contract }),
    ...(options.network === undefined ? {} : { network: options.network }), ...(options.account === undefined ? {} : { account: options.account }), ...(options.solc === undefined ? {} : { solcVersion: options.solc }),
  };
  const plan = await connection.call('deployments.plan', { body }, { signal });
  for (const sentence of plan.summary) output.note(printable(sentence));
  const key = options.idempotencyKey ?? randomUUID();
  const done = await connection.call('deployments.create', { body, headers: { 'idempotency-key': key } }, { signal });
  output.document(done);
  for (const { name, address, blockNumber, bytecodeMatch } of done.contracts) output.line(`${name} at ${output.style('bold', address)} on ${done.network} (chain ${done.chainId}), block ${blockNumber}, code ${bytecodeMatch}`);
  return done.status === 'confirmed' ? 0 : 3;
}

/** `hyperlens deploy`: a finished run, or a contract of your own. */
export const verb: Verb = (command, exit) => {
  command
    .argument('<run-or-path>', 'id of a finished run, or a Solidity file or project folder')
    .addOption(new Option('--network <id>', 'where to deploy'))
    .addOption(new Option('-y, --yes', 'approve the deployment'))
    .addOption(new Option('--account <address>', 'account to sign with'))
    .addOption(new Option('--contract <name>', 'which contract of the sources'))
    .addOption(new Option('--args <json>', 'constructor arguments as a JSON array'))
    .addOption(new Option('--solc <version>', 'compiler version'))
    .addOption(new Option('--idempotency-key <key>', 'the same key deploys only one contract'));
  act<DeployOptions>(command, exit, (session, [target = ''], options) => (existsSync(target) ? deployFile(session, target, options) : deployRun(session, target, options)));
};
