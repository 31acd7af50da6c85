import { describe, expect, it } from 'vitest';
import type { ResearchService, Service } from '@hyperlens/protocol';
import { makeServiceDirectory } from './directory.ts';

const service = (section: 'onchain' | 'audit'): ResearchService => ({ section, analyze: () => Promise.reject(new Error('not asked here')) });
const elsewhere = { resolve: async () => ({ id: 'team', url: 'http://127.0.0.1:9' }) as Service };
const directory = (roles: string[], found: { resolve(): Promise<Service | null> } = elsewhere) => makeServiceDirectory({ local: { onchain: service('onchain'), audit: service('audit') }, registry: found, roles, token: null });
const unavailable = (reason: string) => ({ code: 'SERVICE_UNAVAILABLE', message: expect.stringContaining(reason) });

describe('who answers for a section', () => {
  it('this process, when the role is its own or it has all', async () => {
    expect((await directory(['all'])('onchain')).section).toBe('onchain');
    expect((await directory(['onchain'])('onchain')).section).toBe('onchain');
    expect((await directory(['gateway', 'worker'])('audit')).section).toBe('audit');
  });
  it('the process that announced it, and nobody when none did', async () => {
    expect((await directory(['gateway', 'worker'])('team')).section).toBe('team');
    await expect(directory(['worker'], { resolve: async () => null })('team')).rejects.toMatchObject(unavailable('no process has announced it'));
  });
  it('nobody, rather than itself over the network, when it has the role and not the service', async () => {
    await expect(directory(['team'])('team')).rejects.toMatchObject(unavailable('this process has none'));
    await expect(directory(['all'])('team')).rejects.toMatchObject(unavailable('this process has none'));
  });
  it('its own only, where nothing but services runs', async () => {
    await expect(directory(['onchain'])('team')).rejects.toMatchObject(unavailable('answers for onchain only'));
  });
});
