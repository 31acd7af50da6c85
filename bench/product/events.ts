// From the transaction that appends an event to a WebSocket client that has it, through the whole server.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Event } from '@hyperlens/protocol';
import { makeHome, startServer } from '../../test/walk/product.ts';
import { percentile, report } from './measure.ts';

const { home, remove } = await makeHome();
const server = await startServer(home);
try {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/ws`, { headers: { authorization: `Bearer ${server.token}` } } as unknown as string[]);
  const delays: number[] = [];
  await new Promise<void>((resolve, reject) => { socket.addEventListener('open', () => resolve()); socket.addEventListener('error', () => reject(new Error('the socket was refused'))); });
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as { event?: Event } & Partial<Event>;
    const event = message.event ?? (message.recordedAt ? (message as Event) : null);
    if (event) delays.push(Date.now() - Date.parse(event.recordedAt));
  });
  socket.send(JSON.stringify({ subscribe: '*' }));
  await sleep(500);
  for (let index = 0; index < 100; index++) {
    await server.call('POST', '/api/v1/templates', { id: `bench-${index}`, title: 'Bench', description: '', kind: 'custom', standards: [], tags: [], prompts: [], risks: [], licence: 'MIT', source: `contract B${index} {}` });
    await sleep(20);
  }
  await sleep(500);
  if (delays.length < 100) throw new Error(`only ${delays.length} of 100 events arrived`);
  report('events', [
    { what: `event recorded to WebSocket client, p50 of ${delays.length}`, measured: `${percentile(delays, 0.5).toFixed(1)} ms`, goal: '<= 10 ms' },
    { what: 'the same, p99', measured: `${percentile(delays, 0.99).toFixed(1)} ms`, goal: '-' },
  ], { delays });
} finally {
  await server.stop();
  await remove();
}
