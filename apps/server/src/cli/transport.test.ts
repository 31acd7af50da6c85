import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { AppError, type Event } from '@hyperlens/protocol';
import { loadConfig } from '../config.ts';
import { makeGateway } from '../gateway/app.ts';
import { makeFakeApplication } from '../gateway/application.fake.ts';
import { makeClient } from './client.ts';
import { followRun } from './follow.ts';
import { localTransport } from './transport.ts';

const application = makeFakeApplication();
let server: FastifyInstance;
beforeAll(async () => { server = await makeGateway({ application, config: loadConfig({}, { environment: {} }).config, token: 'local-token-0123456789' }); });
afterAll(() => server.close());
const connection = () => ({ ...makeClient(localTransport(server), 'local-token-0123456789'), url: null, close: () => Promise.resolve() });

describe('calls in process', () => {
  it('follow a run to its end', async () => {
    const client = connection();
    const { runId } = await client.call('builds.create', { body: { request: 'a token' } });
    const seen: Event[] = [];
    expect((await followRun(client, runId, (event) => seen.push(event))).status).toBe('completed');
    expect(seen.map(({ sequence }) => sequence)).toEqual(seen.map((_event, index) => index + 1));
  });

  it('end as an interruption when they are aborted, before, while waiting and while streaming', async () => {
    const client = connection();
    const { runId } = await client.call('builds.create', { body: { request: 'hang' } });
    const interrupted = (error: unknown): boolean => AppError.is(error, 'INTERRUPTED');
    const stop = new AbortController();
    const following = followRun(client, runId, (event) => { if (JSON.stringify(event.data).includes('"test"')) stop.abort(new AppError('INTERRUPTED')); }, { signal: stop.signal });
    await expect(following).rejects.toSatisfy(interrupted);
    await expect(client.call('server.about', {}, { signal: stop.signal })).rejects.toSatisfy(interrupted);
    const health = application.health.bind(application);
    application.health = () => new Promise(() => undefined);
    const late = new AbortController();
    const waiting = client.call('health.ready', {}, { signal: late.signal });
    setTimeout(() => late.abort(new AppError('INTERRUPTED')), 20);
    await expect(waiting).rejects.toSatisfy(interrupted);
    application.health = health;
  });

  it('bring refusals back as the errors they are', async () => {
    await expect(connection().call('builds.get', { params: { id: 'none' } })).rejects.toSatisfy((error) => AppError.is(error, 'NOT_FOUND') && error.exit === 2);
    await expect(makeClient(localTransport(server), 'wrong').call('server.about')).rejects.toSatisfy((error) => AppError.is(error, 'UNAUTHORIZED') && error.exit === 4);
  });
});
