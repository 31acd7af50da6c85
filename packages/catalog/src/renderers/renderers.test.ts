import { describe, expect, it } from 'vitest';
import type { Chart, ReportDocument } from '@hyperlens/protocol';
import { renderChart, renderDocument } from './index.ts';

const hostile = '<script>alert(1)</script>"\'><img src=x onerror=alert(2)> [a](javascript:alert(3)) ![b](http://evil.example/x.png) =cmd|calc `code` \u202egnp.exe \u0000 你好 🚀';
const chart = (kind: Chart['kind']): Chart => ({
  id: 'price', title: hostile, kind, xTitle: 'day', yTitle: 'ETH', evidence: ['onchain.price'],
  series: [{ name: hostile, points: kind === 'line' ? [['2026-01-01', 1], ['2026-01-02', 3], ['2026-01-03', null], ['2026-01-04', 2]] : [['a', 1], [hostile, 2]] }],
  ...(kind === 'graph' ? { links: [{ from: `0x${'1'.repeat(40)}`, to: `0x${'2'.repeat(40)}`, value: 5 }, { from: `0x${'2'.repeat(40)}`, to: hostile, value: 1 }] } : {}),
});
const document: ReportDocument = {
  title: `Research: ${hostile}`, subtitle: hostile, time: '2026-01-02T03:04:05.000Z',
  blocks: [
    { kind: 'callout', tone: 'critical', title: 'Risk: critical', text: hostile },
    { kind: 'heading', level: 2, text: 'Flags', id: 'flags' }, { kind: 'paragraph', text: hostile },
    { kind: 'table', caption: hostile, columns: [{ title: 'What' }, { title: 'Value', align: 'right' }], rows: [[{ text: hostile }, { text: '12', evidence: ['onchain.owner'] }], [{ text: 'x'.repeat(3_000) }, { text: '' }]] },
    { kind: 'table', caption: 'Nothing', columns: [{ title: 'What' }], rows: [] },
    ...(['line', 'area', 'bar', 'pie', 'graph'] as const).map((kind) => ({ kind: 'chart' as const, chart: chart(kind) })),
    { kind: 'heading', level: 2, text: 'Appendix', id: 'evidence' },
    { kind: 'table', caption: 'Evidence', columns: [{ title: 'Id' }], rows: [[{ text: 'onchain.owner', anchor: 'onchain.owner' }]] },
  ],
};
const text = async (format: string) => Buffer.from((await renderDocument(document, format)).bytes).toString('utf8');

describe('documents', () => {
  it.each(['markdown', 'html', 'pdf'])('are the same bytes for the same content: %s', async (format) => {
    const [first, second] = [await renderDocument(document, format), await renderDocument(document, format)];
    expect(Buffer.compare(Buffer.from(first.bytes), Buffer.from(second.bytes))).toBe(0);
  });

  it('run nothing and fetch nothing as HTML, whatever strangers wrote', async () => {
    const page = await text('html');
    expect(/<script|<img src=x/.test(page)).toBe(false);
    expect(page.includes('\u202e')).toBe(false);
    // Every address in the page leads into the page itself, or is a picture inside it.
    for (const [, target] of page.matchAll(/\s(?:href|src|srcset)="([^"]*)"/g)) expect(target).toMatch(/^(#|data:image\/svg\+xml;base64,)/);
    for (const [, picture = ''] of page.matchAll(/data:image\/svg\+xml;base64,([A-Za-z0-9+/=]+)/g)) expect(Buffer.from(picture, 'base64').toString()).not.toMatch(/<script|<image|<foreignObject|onload=|href="(?!#)/i);
    expect(page).toContain('id="evidence-onchain.owner"');
    expect(page).toContain('href="#evidence-onchain.owner"');
  });

  it('hold no live markup as Markdown', async () => {
    const page = await text('markdown');
    expect(page).not.toMatch(/<script|<img|[^\\]\]\(javascript|[^\\]\]\(http/);
    // A row stays a row: nothing of a stranger opens another column.
    for (const row of page.split('\n').filter((line) => line.startsWith('| ') && line.includes('onchain.owner') && !line.includes('<a id'))) expect(row.replaceAll('\\|', '').split('|')).toHaveLength(4);
    expect(page).toContain('[`onchain.owner`](#evidence-onchain-owner)');
  });

  it('are PDF files that a reader opens', async () => {
    const { bytes, contentType } = await renderDocument(document, 'pdf');
    expect(contentType).toBe('application/pdf');
    expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-');
    expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/\/(JavaScript|JS|Launch|URI)\b/);
  });

  it('refuse a form there is none of', async () => {
    await expect(renderDocument(document, 'docx')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('charts', () => {
  it.each(['line', 'area', 'bar', 'pie', 'graph'] as const)('of kind %s are pictures without script in both themes', async (kind) => {
    for (const theme of ['light', 'dark'] as const) {
      const svg = Buffer.from((await renderChart(chart(kind), { format: 'svg', theme })).bytes).toString();
      expect(svg).toMatch(/^<svg/);
      expect(svg).not.toMatch(/<script|javascript:"|<foreignObject/i);
    }
    const { bytes } = await renderChart(chart(kind), { format: 'png' });
    expect([...bytes.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  });
  it('show an empty series', async () => {
    expect((await renderChart({ ...chart('line'), series: [] }, { format: 'svg' })).bytes.length).toBeGreaterThan(100);
  });
});
