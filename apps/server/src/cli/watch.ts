import { Option } from 'commander';
import { AppError, type WatchView } from '@hyperlens/protocol';
import type { Output } from './output.ts';
import { requestFrom, subjectOptions, type SubjectOptions } from './research.ts';
import { act, type Verb } from './verb.ts';

interface WatchOptions extends SubjectOptions { every?: string; limit?: string }
const units: Record<string, number> = { s: 1, m: 60, h: 3_600, d: 86_400 };

function secondsFrom(text: string): number {
  const found = /^(\d{1,6})\s*([smhd])$/.exec(text.trim());
  const seconds = found ? Number(found[1]) * (units[found[2] ?? ''] ?? 0) : 0;
  if (seconds < 60 || seconds > 30 * 86_400) throw new AppError('USAGE_INVALID', { problem: `--every takes a time from 1m to 30d such as 30m, 6h or 1d, not "${text}".` });
  return seconds;
}

function needed(id: string | undefined, action: string): string {
  if (id === undefined) throw new AppError('USAGE_INVALID', { problem: `Say which: hyperlens watch ${action} <id>.` });
  return id;
}

function printWatches(output: Output, watches: readonly WatchView[]): void {
  output.table(['id', 'subject', 'every', 'status', 'last run', 'next run', 'problem'], watches.map((watch) => [watch.id, watch.request.subject, `${watch.everySeconds / 60} min`, watch.status, watch.lastRunAt, watch.nextRunAt, watch.error?.message]), 'No watches. Start one with: hyperlens watch <subject> --every 1h');
}

/** `hyperlens watch`: research on a schedule, and what changed. Runs while a server runs. */
export const verb: Verb = (command, exit) => {
  command
    .argument('<subject>', 'what to watch; or one of: list, show, changes, pause, resume, remove')
    .argument('[id]', 'id of the watch for show, changes, pause, resume and remove')
    .addOption(new Option('--every <time>', 'time between runs: 30m, 6h, 1d').default('1h'))
    .addOption(new Option('--limit <number>', 'changes to show').default('20'));
  for (const option of subjectOptions()) command.addOption(option);
  act<WatchOptions>(command, exit, async (session, [subject = '', id], options) => {
    const { output } = session;
    const connection = await session.connect();
    const show = (watch: WatchView): number => { output.document(watch); printWatches(output, [watch]); return 0; };
    switch (subject) {
      case 'list': {
        const { items } = await connection.call('watches.list');
        output.document({ items });
        printWatches(output, items);
        return 0;
      }
      case 'show': return show(await connection.call('watches.get', { params: { id: needed(id, subject) } }));
      case 'pause': return show(await connection.call('watches.set', { params: { id: needed(id, subject) }, body: { status: 'paused' } }));
      case 'resume': return show(await connection.call('watches.set', { params: { id: needed(id, subject) }, body: { status: 'active' } }));
      case 'remove': {
        const removed = await connection.call('watches.remove', { params: { id: needed(id, subject) } });
        output.document(removed);
        output.line(`removed ${removed.id}`);
        return 0;
      }
      case 'changes': {
        const { items } = await connection.call('watches.changes', { params: { id: needed(id, subject) }, query: { limit: options.limit } as { limit?: unknown } });
        output.document({ items });
        (await import('./print-research.ts')).printChanges(output, items);
        return 0;
      }
      default: {
        const watch = await connection.call('watches.create', { body: { request: (await requestFrom(subject, options, (text) => output.note(text))).request, everySeconds: secondsFrom(options.every ?? '1h') } });
        if (connection.url === null) output.note('Watches run while a server runs: hyperlens up');
        return show(watch);
      }
    }
  });
};
