import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Json } from '@hyperlens/protocol';
import { sayName, sayValue } from '@hyperlens/agents/research/report';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { loadConfig } from '../config.ts';
import { makeGateway } from './app.ts';
import { makeFakeApplication } from './application.fake.ts';

const folder = path.join(import.meta.dirname, 'page');
let server: FastifyInstance;
beforeAll(async () => { server = await makeGateway({ application: makeFakeApplication(), config: loadConfig({}, { environment: {} }).config, token: 'test-token-0123456789' }); });
afterAll(() => server.close());
const get = (url: string) => server.inject({ url, headers: { host: '127.0.0.1', authorization: 'Bearer test-token-0123456789' } });

describe('the page', () => {
  it('is served whole: every script it names or imports is there', async () => {
    const page = await get('/');
    expect(page.headers['content-security-policy']).toContain("script-src 'self';style-src 'self'");
    expect(page.body).not.toMatch(/\son\w+=|style="|<script(?![^>]*src=)/);
    const asked = new Set([...page.body.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, url]) => url ?? '').filter((url) => url !== '/reference'));
    for (const url of asked) {
      const file = await get(url);
      expect(file.statusCode, url).toBe(200);
      if (!url.endsWith('.js')) continue;
      expect(file.headers['content-type']).toContain('text/javascript');
      for (const [, name] of file.body.matchAll(/from '\.\/([a-z]+\.js)'/g)) asked.add(`/page/${name}`);
    }
    expect([...asked].filter((url) => url.endsWith('.js')).map((url) => path.basename(url)).toSorted()).toEqual(readdirSync(folder).filter((name) => name.endsWith('.js')));
  });

  it('makes elements only, never markup, out of what the server says', () => {
    for (const name of readdirSync(folder).filter((one) => one.endsWith('.js'))) expect(readFileSync(path.join(folder, name), 'utf8'), name).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setAttribute\('style'/);
  });

  it('says values in the words of reports and the command line', async () => {
    const words = await import(path.join(folder, 'words.js')) as { sayValue: typeof sayValue; sayName: typeof sayName };
    const subject = { decimals: 18, symbol: 'ACRN' };
    const values: Json[] = ['1500000000000000000', '1', '-2000000000000000000', '12', 'unknown', 'words', true, false, null, [], ['a', 2, null], { a: 1, b: ['x'] }, 0.0512, 1234567, 12, Array.from({ length: 12 }, (_, index) => index),
      { shareOfCirculating: 0.25, amount: '1500000000000000000' }, [{ symbol: 'USDC', amount: '7000000' }], { sold: '1', received: '12', percentOfPool: 5, time: '2029-01-15T19:42:50.000Z', wei: '5' }, [{ pool: 'x', slippage: [{ sold: '1', received: null }] }]];
    for (const unit of [null, 'smallest unit', 'smallest token units', 'token units', 'smallest unit, shares', 'smallest unit of WETH', 'smallest unit of USDC, 6 decimals', 'whole tokens', 'wei', 'share of supply', 'percent', 'blocks', 'USD']) {
      for (const value of values) for (const of of [subject, { decimals: null, symbol: null }]) expect(words.sayValue(value, unit, of), `${JSON.stringify(value)} in ${unit}`).toBe(sayValue(value, unit, of));
    }
    for (const name of ['holders.top10Share', 'is_honeypot', 'github.authors90Days']) expect(words.sayName(name)).toBe(sayName(name));
  });
});
