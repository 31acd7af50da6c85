import type { Event, Run } from '@hyperlens/protocol';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Running } from './product.ts';

export const ended = (run: Run) => ['completed', 'rejected', 'failed', 'cancelled'].includes(run.status);

/** Asks until the run has ended. The server may be between two lives while we ask. */
export async function untilEnded(server: () => Running, runId: string, deadlineMilliseconds: number): Promise<Run> {
  const deadline = Date.now() + deadlineMilliseconds;
  for (;;) {
    const answer = await server().call<Run>('GET', `/api/v1/builds/${runId}`).catch(() => null);
    if (answer?.status === 200 && ended(answer.body)) return answer.body;
    if (Date.now() > deadline) throw new Error(`run ${runId} has not ended: ${JSON.stringify(answer?.body.status)} ${JSON.stringify(answer?.body.steps?.map((step) => `${step.name} ${step.status}`))}`);
    await sleep(200);
  }
}

/** All events of a stream, page by page. */
export async function eventsOf(server: Running, stream: string): Promise<Event[]> {
  const all: Event[] = [];
  for (;;) {
    const after = all.at(-1)?.cursor;
    const { body } = await server.call<{ items: Event[] }>('GET', `/api/v1/events?stream=${encodeURIComponent(stream)}&limit=100${after ? `&after=${after}` : ''}`);
    if (body.items.length === 0) return all;
    all.push(...body.items);
  }
}

/** What is wrong with the events of a completed build: gaps, disorder, a step that ends before the one it needs. Empty when nothing is. */
export function disorder(events: Event[]): string[] {
  const problems: string[] = [];
  events.forEach((event, index) => { if (event.sequence !== index + 1) problems.push(`event ${index + 1} has sequence ${event.sequence}`); });
  const completed = (step: string) => events.findIndex((event) => event.type === 'run.step' && (event.data as { step: string; status: string }).step === step && (event.data as { status: string }).status === 'completed');
  const order = [['specify', 'write'], ['write', 'compile'], ['compile', 'audit'], ['compile', 'test'], ['audit', 'approve'], ['test', 'approve'], ['approve', 'deploy'], ['deploy', 'verify']] as const;
  for (const [before, after] of order) if (completed(before) === -1 || completed(after) === -1 || completed(before) > completed(after)) problems.push(`${before} was not completed before ${after}`);
  if (events[0]?.type !== 'run.created') problems.push('the first event is not run.created');
  const last = events.findLast((event) => event.type === 'run.updated');
  if ((last?.data as { status?: string } | undefined)?.status !== 'completed') problems.push('the last status announced is not completed');
  return problems;
}

/** Result of a JSON-RPC call on the local chain of this server. */
export async function chainCall(url: string, method: string, params: unknown[]): Promise<unknown> {
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }) });
  return ((await answer.json()) as { result: unknown }).result;
}
