import { describe, expect, it } from 'vitest';
import { AppError, type ResearchService, type ResearchTask, type Service } from '@hyperlens/protocol';
import { makeServiceDirectory } from './directory.ts';

const service = (section: 'onchain' | 'audit'): ResearchService => ({ section, analyze: () => Promise.reject(new Error('not asked here')) });
const at = (...ports: number[]) => ({ resolve: async () => ports.map((port) => ({ id: 'team', health: port > 900 ? 'unknown' : 'healthy', url: `http://127.0.0.1:${port}` }) as Service) });
const elsewhere = at(9);
const directory = (roles: string[], found: { resolve(): Promise<Service[]> } = elsewhere) => makeServiceDirectory({ local: { onchain: service('onchain'), audit: service('audit') }, registry: found, roles, token: null });
const unavailable = (reason: string) => ({ code: 'SERVICE_UNAVAILABLE', message: expect.stringContaining(reason) });

describe('who answers for a section', () => {
  it('this process, when the role is its own or it has all', async () => {
    expect((await directory(['all'])('onchain')).section).toBe('onchain');
    expect((await directory(['onchain'])('onchain')).section).toBe('onchain');
    expect((await directory(['gateway', 'worker'])('audit')).section).toBe('audit');
  });
  it('the process that announced it, and nobody when none did', async () => {
    expect((await directory(['gateway', 'worker'])('team')).section).toBe('team');
    await expect(directory(['worker'], at())('team')).rejects.toMatchObject(unavailable('no process has announced it'));
  });
  it('nobody, rather than itself over the network, when it has the role and not the service', async () => {
    await expect(directory(['team'])('team')).rejects.toMatchObject(unavailable('this process has none'));
    await expect(directory(['all'])('team')).rejects.toMatchObject(unavailable('this process has none'));
  });
  it('each of several in turn, and the next where one is gone', async () => {
    const asked: string[] = [];
    const answer = { report: { section: 'team' } } as Awaited<ReturnType<ResearchService['analyze']>>;
    const open = (gone: number[], code: 'SERVICE_UNAVAILABLE' | 'INPUT_INVALID' = 'SERVICE_UNAVAILABLE') => makeServiceDirectory({
      local: {}, registry: at(1, 2, 3, 999), roles: ['worker'], token: null,
      remote: (section, url) => ({ section, analyze: async () => {
        const port = Number(new URL(url).port);
        asked.push(String(port));
        if (gone.includes(port)) throw code === 'INPUT_INVALID' ? new AppError(code, { where: 'task', problem: 'x' }) : new AppError(code, { service: section, reason: `${port} is gone` });
        return answer;
      } }),
    });
    const ask = async (find: ReturnType<typeof open>) => { asked.length = 0; await (await find('team')).analyze({} as ResearchTask); return asked.join(' '); };
    const all = open([]);
    expect([await ask(all), await ask(all), await ask(all), await ask(all)].toSorted()).toEqual(['1', '2', '2', '3']);
    expect(await ask(open([1, 2, 3]))).toBe('2 3 1 999');
    await expect(ask(open([1, 2, 3, 999]))).rejects.toMatchObject(unavailable('999 is gone'));
    await expect(ask(open([1, 2, 3, 999], 'INPUT_INVALID'))).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    expect(asked).toEqual(['2']);
  });
  it('its own only, where nothing but services runs', async () => {
    await expect(directory(['onchain'])('team')).rejects.toMatchObject(unavailable('answers for onchain only'));
  });
});
