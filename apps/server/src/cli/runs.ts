import { Option } from 'commander';
import { AppError, buildSteps, runStatus, type BuildStep, type Event, type RunStatus } from '@hyperlens/protocol';
import { printable, statusWord } from './output.ts';
import { act, type Verb } from './verb.ts';

interface ForkOptions { request?: string; network?: string; fromStep?: BuildStep; yes?: boolean; deploy: boolean }
const fromStep = (): Option => new Option('--from-step <step>', 'begin again at this step').choices(buildSteps);

/** Asks for a build, and for research of that id when there is no such build. Throws what the first said when there is neither. */
async function orResearch<Value>(build: () => Promise<Value>, research: () => Promise<Value>): Promise<Value> {
  try {
    return await build();
  } catch (error) {
    if (!AppError.is(error, 'NOT_FOUND')) throw error;
    return research().catch((second: unknown) => { throw AppError.is(second, 'NOT_FOUND') ? error : second; });
  }
}

/** `hyperlens runs`: what ran and what runs. */
export const verb: Verb = (command, exit) => {
  const id = 'id of the run';
  act<{ status?: RunStatus; limit: string; before?: string; research?: boolean }>(
    command.command('list', { isDefault: true }).description('Runs, newest first.').addOption(new Option('--status <status>', 'only these').choices(runStatus.options)).addOption(new Option('--limit <number>', 'most entries').default('20')).addOption(new Option('--before <cursor>', 'next page')).addOption(new Option('--research', 'research instead of builds')),
    exit,
    async ({ output, connect }, _words, { status, limit, before, research }) => {
      if (research) {
        const { items, next } = await (await connect()).call('research.list', { query: { limit, ...(status === undefined ? {} : { status }), ...(before === undefined ? {} : { before }) } as { limit?: unknown } });
        output.document({ runs: items, next });
        output.table(['run', 'status', 'when', 'risk', 'network', 'subject'], items.map((run) => [run.runId, run.status, run.createdAt.slice(0, 19).replace('T', ' '), run.verdict?.level ?? null, run.subject?.network ?? run.network, [run.query, run.subject?.symbol && `(${run.subject.symbol})`].filter(Boolean).join(' ').slice(0, 60)]), 'No research has run yet. Try: hyperlens research <address>');
        if (next) output.note(`more: hyperlens runs list --research --before ${next}`);
        return 0;
      }
      const page = await (await connect()).call('runs.list', { query: { limit, ...(status === undefined ? {} : { status }), ...(before === undefined ? {} : { before }) } });
      output.document({ runs: page.items, next: page.next });
      output.table(['run', 'status', 'when', 'contract', 'request'], page.items.map((run) => [run.runId, run.status, run.createdAt.slice(0, 19).replace('T', ' '), run.contracts.map(({ name }) => name).join(', '), run.request.replace(/\s+/g, ' ').slice(0, 60)]), 'Nothing has run yet. Try: hyperlens build "An ERC-20 called Acorn, symbol ACRN, 1M supply" --yes');
      if (page.next) output.note(`more: hyperlens runs list --before ${page.next}`);
      return 0;
    },
  );

  act(command.command('show').description('One run.').argument('<id>', id), exit, async (session, [runId = '']) => orResearch(async () => {
    const { output, connect } = session;
    const run = await (await connect()).call('runs.get', { params: { id: runId } });
    const { printRun } = await import('./print-run.ts');
    output.document(run);
    printRun(output, run);
    output.table(['step', 'status', 'attempt', 'what'], run.steps.map(({ name, status, attempt, summary, error }) => [name, status, attempt, (error?.message ?? summary ?? '').slice(0, 100)]), 'No steps.');
    if (run.error) output.line(printable(`${run.error.message} ${run.error.remedy}`));
    return 0;
  }, async () => (await import('./run-research.ts')).showResearch(session, runId)));

  act(command.command('cancel').description('Cancel a run.').argument('<id>', id), exit, async ({ output, connect }, [runId = '']) => {
    const connection = await connect();
    const run = await orResearch<{ runId: string; status: string }>(() => connection.call('builds.cancel', { params: { id: runId } }), () => connection.call('research.cancel', { params: { id: runId } }));
    output.document(run);
    output.line(`${run.runId} ${statusWord(output, run.status)}`);
    return 0;
  });

  act<{ fromStep?: BuildStep }>(command.command('retry').description('Go on from the failed step, and follow it.').argument('<id>', id).addOption(fromStep()), exit, async (session, [runId = ''], options) => {
    const { runBuild } = await import('./run-build.ts');
    return orResearch(
      () => runBuild(session, (connection) => connection.call('builds.retry', { params: { id: runId }, body: options.fromStep === undefined ? {} : { fromStep: options.fromStep } })),
      async () => (await import('./run-research.ts')).retryResearch(session, runId),
    );
  });

  act<ForkOptions>(
    command.command('fork').description('A new run with changed input that reuses results.').argument('<id>', id).addOption(fromStep())
      .addOption(new Option('--request <text>', 'another request')).addOption(new Option('--network <id>', 'another network')).addOption(new Option('-y, --yes', 'approve the deployment')).addOption(new Option('--no-deploy', 'stop after the tests')),
    exit,
    async (session, [runId = ''], options) => {
      const { runBuild } = await import('./run-build.ts');
      const request = { ...(options.request === undefined ? {} : { request: options.request }), ...(options.network === undefined ? {} : { network: options.network }), ...(options.yes ? { approve: true } : {}), ...(options.deploy ? {} : { deploy: false }) };
      return runBuild(session, (connection) => connection.call('builds.fork', { params: { id: runId }, body: { request, ...(options.fromStep === undefined ? {} : { fromStep: options.fromStep }) } }));
    },
  );

  act<{ refuse?: boolean }>(command.command('approve').description('Answer the approval a run waits for, and follow it.').argument('<id>', id).addOption(new Option('--refuse', 'refuse it')), exit, async (session, [runId = ''], options) => {
    const { runBuild } = await import('./run-build.ts');
    return runBuild(session, (connection) => connection.call('builds.approve', { params: { id: runId }, body: { approved: options.refuse !== true } }), { answered: true });
  });

  act<{ follow?: boolean; after?: string }>(command.command('events').description('What happened in a run, in order.').argument('<id>', id).addOption(new Option('-f, --follow', 'stay until it ends')).addOption(new Option('--after <cursor>', 'only later ones')), exit, async ({ output, connect, signal }, [runId = ''], options) => {
    const connection = await connect();
    const show = (event: { recordedAt: string; sequence: number; type: string; data: unknown }): void => output.line(`${event.recordedAt} ${String(event.sequence).padStart(3)} ${event.type.padEnd(20)} ${printable(JSON.stringify(event.data)).slice(0, 200)}`);
    if (options.follow) {
      const seen: Event[] = [];
      for await (const event of connection.events(runId, options.after ?? null, signal)) {
        if (output.json) seen.push(event);
        else show(event);
      }
      output.document({ events: seen, next: null });
      return 0;
    }
    const { items, next } = await connection.call('events.list', { query: { stream: runId, limit: 200, ...(options.after === undefined ? {} : { after: options.after }) } });
    output.document({ events: items, next });
    for (const event of items) show(event);
    return 0;
  });
};
