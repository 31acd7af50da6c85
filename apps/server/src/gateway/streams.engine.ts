import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import type { Event, SocketMessage } from '@hyperlens/protocol';
import { WebSocket } from 'ws';
import { loadConfig } from '../config.ts';
import { makeGateway } from './app.ts';
import { makeFakeApplication } from './application.fake.ts';

const token = 'stream-token-0123456789';
const application = makeFakeApplication({ pace: 20 });
const bus = application.events as typeof application.events & { followers: Set<unknown> };
let server: FastifyInstance;
let base: string;
beforeAll(async () => {
  const { config } = loadConfig({ 'server.trustSameUser': { value: 'false', flag: 'test' } }, { environment: {} });
  server = await makeGateway({ application, config, token, feedLimits: { heartbeatMilliseconds: 100, waitingBytes: 65_536, connections: 6 } });
  base = await server.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => server.close());

const authorization = `Bearer ${token}`;
const append = (stream: string, text: string) => bus.append({ type: 'run.progress', stream, data: { step: 'audit', text } });
const textOf = (event: Event): string => (event.data as { text: string }).text;

/** Reads server-sent events until `done` says so; gives the frames. */
async function read(url: string, headers: Record<string, string>, done: (frames: string[]) => boolean): Promise<string[]> {
  const stop = new AbortController();
  const response = await fetch(base + url, { headers: { authorization, ...headers }, signal: AbortSignal.any([stop.signal, AbortSignal.timeout(10_000)]) });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const frames: string[] = [];
  let rest = '';
  const decoder = new TextDecoder();
  for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
    rest += decoder.decode(part, { stream: true });
    const whole = rest.split('\n\n');
    rest = whole.pop() ?? '';
    frames.push(...whole);
    if (done(frames)) break;
  }
  stop.abort();
  return frames;
}
const cursorsOf = (frames: string[]): string[] => frames.flatMap((frame) => /^id: (.+)$/m.exec(frame)?.[1] ?? []);

function open(path = '/ws', headers: Record<string, string> = { authorization }) {
  const socket = new WebSocket(base.replace('http', 'ws') + path, { headers });
  const messages: SocketMessage[] = [];
  socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString()) as SocketMessage));
  const ready = new Promise<void>((resolve, reject) => { socket.once('open', resolve); socket.once('error', reject); });
  const closed = new Promise<number>((resolve) => { socket.once('close', resolve); });
  return { socket, messages, ready, closed, send: (message: unknown) => { socket.send(JSON.stringify(message)); } };
}

describe('server-sent events', () => {
  it('follow a build from its beginning to its end, then stop', async () => {
    const { runId } = await application.builds.start({ request: 'a token' });
    const frames = await read(`/api/v1/builds/${runId}/events`, {}, () => false);
    expect(frames.filter((frame) => frame.includes('event: run.step')).length).toBe(16);
    expect(frames.at(-1)).toContain('"status":"completed"');
    // Resuming in the middle gives exactly the rest; after the end there is nothing more, which a browser understands by 204.
    const cursors = cursorsOf(frames);
    const rest = await read(`/api/v1/builds/${runId}/events`, { 'last-event-id': cursors[5] ?? '' }, () => false);
    expect(cursorsOf(rest)).toEqual(cursors.slice(6));
    expect((await fetch(`${base}/api/v1/builds/${runId}/events`, { headers: { authorization, 'last-event-id': cursors.at(-1) ?? '' } })).status).toBe(204);
    expect((await fetch(`${base}/api/v1/builds/none/events`, { headers: { authorization } })).status).toBe(404);
    expect((await fetch(`${base}/api/v1/builds/${runId}/events`, { headers: { authorization, 'last-event-id': 'nonsense' } })).status).toBe(400);
  });

  it('end with a run that ended, also when a step says a word after the end, and wait for an end that cannot be read yet', async () => {
    const { runId } = await application.research.start({ subject: 'slow' });
    const live = read(`/api/v1/research/${runId}/events`, {}, () => false);
    await sleep(50);
    await application.research.cancel(runId);
    const late = () => bus.append({ type: 'research.progress', stream: runId, data: { step: 'onchain', text: 'one more thing' } });
    await late();
    expect((await live).join()).toContain('"status":"cancelled"');
    await late();
    const after = await read(`/api/v1/research/${runId}/events`, {}, () => false);
    expect(after.filter((frame) => frame.includes('one more thing'))).toHaveLength(2);
    // The second client has everything now; a third that saw all but the last words gets just those.
    expect((await fetch(`${base}/api/v1/research/${runId}/events`, { headers: { authorization, 'last-event-id': cursorsOf(after).at(-1) ?? '' } })).status).toBe(204);
    expect(cursorsOf(await read(`/api/v1/research/${runId}/events`, { 'last-event-id': cursorsOf(after).at(-2) ?? '' }, () => false))).toEqual(cursorsOf(after).slice(-1));

    // The row says completed before the bus gives its event out: a client that comes in between is not sent away.
    const early = await application.research.start({ subject: 'slow' });
    Object.assign(early, { status: 'completed' });
    const waiting = read(`/api/v1/research/${early.runId}/events`, {}, () => false);
    await sleep(50);
    await bus.append({ type: 'research.updated', stream: early.runId, data: { status: 'completed' } });
    expect((await waiting).at(-1)).toContain('"status":"completed"');
  });

  it('beat when nothing happens, and give their subscription back', async () => {
    const before = bus.followers.size;
    const frames = await read('/api/v1/events/stream?stream=quiet', {}, (seen) => seen.filter((frame) => frame === ': beat').length >= 2);
    expect(frames).toContain(': beat');
    await expect.poll(() => bus.followers.size).toBe(before);
  });

  it('drop a client that does not read, with the place to resume from', async () => {
    const stop = new AbortController();
    const response = await fetch(`${base}/api/v1/events/stream?stream=flood`, { headers: { authorization }, signal: stop.signal });
    const before = bus.followers.size;
    for (let at = 0; at < 400; at += 1) {
      await append('flood', 'x'.repeat(50_000));
      if (at % 20 === 0) await sleep(5);
    }
    await expect.poll(() => bus.followers.size, { timeout: 5_000 }).toBeLessThan(before);
    expect(await response.text()).toMatch(/event: closing\ndata: \{"reason":"slow","resume":"1-\d+"\}/);
    stop.abort();
  });
});

describe('WebSocket', () => {
  it('resumes after a cursor without gap or repeat', async () => {
    for (const text of ['one', 'two', 'three']) await append('ws', text);
    const first = open();
    await first.ready;
    first.send({ subscribe: 'ws', after: null });
    await expect.poll(() => first.messages.filter(({ type }) => type === 'event').length).toBe(3);
    const [, second] = first.messages.flatMap((message) => (message.type === 'event' ? [message.event] : []));
    first.socket.terminate();
    await append('ws', 'four');
    const again = open();
    await again.ready;
    again.send({ subscribe: 'ws', after: second?.cursor });
    await expect.poll(() => again.messages.filter(({ type }) => type === 'event').length).toBe(2);
    await append('ws', 'five');
    await append('other', 'not this');
    await expect.poll(() => again.messages.flatMap((message) => (message.type === 'event' ? [textOf(message.event)] : []))).toEqual(['three', 'four', 'five']);
    again.send({ unsubscribe: 'ws' });
    again.send({ ping: 7 });
    await expect.poll(() => again.messages.at(-1)).toEqual({ type: 'pong', ping: 7 });
    again.socket.close();
    await again.closed;
  });

  it('says what is wrong with a message, and refuses who may not connect', async () => {
    const { ready, messages, socket, send, closed } = open();
    await ready;
    socket.send('not json');
    send({ subscribe: 3 });
    await expect.poll(() => messages.map((message) => (message.type === 'error' ? message.code : message.type))).toEqual(['INPUT_INVALID', 'INPUT_INVALID']);
    for (let at = 0; at < 120; at += 1) send({ ping: at });
    expect(await closed).toBe(1008);
    await expect(open('/ws', {}).ready).rejects.toThrow('401');
    await expect(open('/ws', { authorization, origin: 'http://evil.example' }).ready).rejects.toThrow('403');
  });

  it('closes a silent, a flooded and one client too many', async () => {
    const slow = open();
    await slow.ready;
    slow.send({ subscribe: 'big', after: null });
    await expect.poll(() => slow.messages.length).toBe(1);
    // Its end of the connection stops reading, as a sleeping laptop does.
    slow.socket.pause();
    const before = bus.followers.size;
    for (let at = 0; at < 400; at += 1) {
      await append('big', 'x'.repeat(50_000));
      if (at % 20 === 0) await sleep(5);
    }
    await expect.poll(() => bus.followers.size, { timeout: 5_000 }).toBeLessThan(before);
    slow.socket.terminate();

    await sleep(300);
    const many = Array.from({ length: 7 }, () => open());
    await Promise.all(many.map(({ ready }) => ready));
    expect(await Promise.race(many.map(({ closed }) => closed))).toBe(1013);
    for (const { socket } of many) socket.terminate();
  });

  it('tells clients when the server stops', async () => {
    await sleep(300);
    const { ready, messages, send, closed } = open();
    await ready;
    send({ subscribe: 'ws', after: null });
    await expect.poll(() => messages.length).toBeGreaterThan(3);
    const stopping = server.close();
    expect(await closed).toBe(1001);
    expect(messages.at(-1)).toMatchObject({ type: 'closing', reason: 'shutdown', resume: { ws: expect.stringMatching(/^1-\d+$/) } });
    await stopping;
  });
});
