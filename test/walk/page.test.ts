import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAtHome } from '../../bench/research/chain.ts';
import type { ResearchView, WatchView } from '@hyperlens/protocol';
import { browserCommand, startBrowser, type Browser, type Tab } from './browser.ts';
import { makeHome, startServer, withoutSources, type Running } from './product.ts';

const cleanups: (() => Promise<unknown>)[] = [];
let server: Running;
let browser: Browser;
let tab: Tab;
let trap: string;
let clean: string;

beforeAll(async () => {
  if (!browserCommand) return;
  const { home, remove } = await makeHome();
  cleanups.push(remove);
  const built = await buildAtHome(home, { only: ['honeypot-whitelist', 'clean-fixed'] });
  await built.close();
  const { manifest } = built;
  const subjectOf = (id: string) => manifest.cases.find((one) => one.id === id)?.subject ?? '';
  [trap, clean] = [subjectOf('honeypot-whitelist'), subjectOf('clean-fixed')];
  server = await startServer(home, { ...withoutSources, HYPERLENS_SERVER_TRUST_SAME_USER: 'false' }, ['--port', '0']);
  cleanups.push(() => server.stop());
  browser = startBrowser(browserCommand);
  cleanups.push(() => browser.close());
  tab = await browser.open();
});
afterAll(async () => { for (const cleanup of cleanups.toReversed()) await cleanup(); });

const text = (selector: string) => tab.evaluate<string>(`document.querySelector(${JSON.stringify(selector)})?.innerText ?? ''`);
const click = (selector: string) => tab.evaluate(`document.querySelector(${JSON.stringify(selector)}).click()`);
const ended = `document.querySelector('#research .verdict')`;

describe.skipIf(!browserCommand)(`research in the browser${browserCommand ? '' : ' (skipped: there is no browser of the Chromium family)'}`, () => {
  it('lets nobody in without the token, and shows an empty list to begin with', async () => {
    await tab.goto(`${server.url}/`);
    expect(await text('h1')).toContain('needs the access token');
    tab.problems.splice(0);
    await tab.goto(`${server.url}/?token=${server.token}`);
    await tab.until(`document.querySelector('#to-research')`);
    await click('#to-research');
    await tab.until(`document.querySelector('#research-list').innerText.includes('Nothing has been researched yet')`);
    expect(await text('#watch-list')).toContain('Nothing is watched');
    expect(await tab.evaluate('document.getElementById("start").hidden && !document.getElementById("research-start").hidden')).toBe(true);
  });

  it('is asked by keyboard, followed live and judged, with reasons that open their evidence', async () => {
    await tab.evaluate(`document.getElementById('subject').focus()`);
    await tab.type(trap);
    await tab.press('Enter');
    await tab.until(`document.querySelectorAll('#research .steps li').length > 2`);
    await tab.until(ended, 120_000);
    expect(await text('#research-title')).toContain('Velvet Club (VLVT)');
    expect(await text('.verdict h2')).toMatch(/Risk critical \d+/);
    expect(await tab.evaluate(`document.querySelector('.scale').getAttribute('aria-label')`)).toMatch(/^\d+.*of 100 risk points/);
    // The bar is drawn where the points are.
    expect(await tab.evaluate<number>(`document.querySelector('.part.known').getBoundingClientRect().width / document.querySelector('.track').getBoundingClientRect().width`)).toBeGreaterThan(0.75);
    expect(await tab.evaluate(`document.querySelector('.reasons details').open`)).toBe(false);
    await tab.evaluate(`document.querySelector('.reasons summary').focus()`);
    await tab.press('Enter');
    await tab.until(`document.querySelector('.reasons details').open`);
    const id = await tab.evaluate<string>(`document.querySelector('.reasons .evidence a').textContent`);
    expect(await text('.reasons .evidence')).toContain('simulation:local');
    await click('.reasons .evidence a');
    await tab.until(`document.activeElement?.id === ${JSON.stringify(`evidence-${id}`)}`);
    expect(await tab.evaluate(`document.activeElement.closest('details').open`)).toBe(true);
  });

  it('draws its charts and gives reports that keep their style', async () => {
    const drawn = await tab.evaluate<{ width: number; alt: string }[]>(`(async () => { const all = [...document.querySelectorAll('#research img')]; for (const one of all) { one.loading = 'eager'; await one.decode(); } return all.map(({ naturalWidth, alt }) => ({ width: naturalWidth, alt })); })()`);
    expect(drawn.length).toBeGreaterThan(2);
    for (const { width, alt } of drawn) expect([width > 100, alt !== ''], alt).toEqual([true, true]);
    const links = await tab.evaluate<string[]>(`[...document.querySelectorAll('.downloads a')].map((link) => link.href)`);
    expect(links.map((link) => link.split('.').at(-1))).toEqual(['html', 'pdf', 'md', 'json']);
    const report = await browser.open();
    await report.goto(links[0] ?? '');
    expect(await report.evaluate(`document.querySelector('h1').textContent`)).toContain('Velvet Club');
    expect(await report.evaluate<string[]>(`[getComputedStyle(document.querySelector('table')).borderCollapse, String(document.styleSheets.length)]`)).toEqual(['collapse', '1']);
    expect(report.problems).toEqual([]);
  });

  it('watches, compares, and shows what went wrong as text', async () => {
    await click('[data-key=watch]');
    await tab.until(`document.querySelector('#watch-list li')`);
    const { body: { items } } = await server.call<{ items: WatchView[] }>('GET', '/api/v1/research/watches');
    expect(items.map(({ request, everySeconds }) => [request.subject, everySeconds])).toEqual([[trap, 21_600]]);
    await click(`[data-key="pause-${items[0]?.id}"]`);
    await tab.until(`document.querySelector('#watch-list').innerText.includes('paused')`);
    await click(`[data-key="remove-${items[0]?.id}"]`);
    await tab.until(`document.querySelector('#watch-list').innerText.includes('Nothing is watched')`);

    await tab.evaluate(`document.getElementById('subject').value = ${JSON.stringify(clean)}; document.getElementById('research-form').requestSubmit()`);
    await tab.until(`location.hash.includes('#/research/') && ${ended} && document.querySelector('#research-title').innerText.includes('HAZL')`, 120_000);
    await click('#to-research');
    await tab.until(`document.querySelectorAll('#research-list input[type=checkbox]').length >= 2`);
    await tab.evaluate(`for (const box of [...document.querySelectorAll('#research-list input[type=checkbox]')].slice(0, 2)) box.click()`);
    await click('#compare');
    await tab.until(`document.querySelector('#comparison table')`);
    expect(await text('#comparison')).toContain('flags: is honeypot');

    const hostile = '"><img src=x onerror=document.title=1>\u202e';
    await tab.goto(`${server.url}/#/research`);
    await tab.evaluate(`document.getElementById('subject').value = ${JSON.stringify(hostile)}; document.getElementById('research-form').requestSubmit()`);
    await tab.until(`document.querySelector('#research .notice.bad')`);
    expect(await text('#research')).toContain('<img src=x onerror=document.title=1>\ufffd');
    expect(await tab.evaluate(`document.querySelectorAll('#research img').length`)).toBe(0);
    await tab.goto('about:blank');
    await tab.goto(`${server.url}/#/research/nobody`);
    await tab.until(`document.querySelector('#research .notice.bad')`);
    // The run that is not there is the only thing that failed to load; nothing was refused by the content security policy.
    expect(tab.problems.filter((one) => !one.includes('/research/nobody'))).toEqual([]);
  });

  it('fits a phone, light and dark, and reads the same run a second tab follows', async () => {
    const { body: run } = await server.call<ResearchView>('POST', '/api/v1/research', { subject: trap, only: ['onchain'] });
    const phone = await browser.open({ width: 390, height: 844, phone: true, dark: true });
    await phone.goto(`${server.url}/#/research/${run.runId}`);
    await phone.until(ended, 120_000);
    expect(await phone.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true);
    const background = (one: Tab) => one.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    const dark = await background(phone);
    await phone.look({ width: 390, height: 844, phone: true });
    expect(await background(phone)).not.toBe(dark);
    expect(phone.problems).toEqual([]);
  });
});
