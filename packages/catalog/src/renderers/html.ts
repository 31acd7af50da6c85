import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { ReportBlock, ReportCell, ReportDocument, ReportRenderer, ReportTable } from '@hyperlens/protocol';
import { renderChart } from './charts.ts';
import { style } from './html-style.ts';

const anchorOf = (id: string): string => `evidence-${id}`;
/** Marks that turn the direction of text around or hide it could make a report say something else than it says. */
const safe = (text: string): string => text.replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');

function cell({ text, evidence, anchor }: ReportCell, right: boolean): VNode {
  const links = (evidence ?? []).map((id) => html`<a class="evidence" href=${`#${anchorOf(id)}`}>${id}</a> `);
  return html`<td class=${right ? 'number' : null} id=${anchor ? anchorOf(anchor) : null}>${anchor ? html`<code>${anchor}</code>` : safe(text)}${text && links.length > 0 ? ' ' : ''}${links}</td>`;
}

function table({ caption, columns, rows }: ReportTable): VNode {
  if (rows.length === 0) return html`<p class="empty">${safe(caption)}: none</p>`;
  const whole = columns.reduce((sum, { weight = 1 }) => sum + weight, 0);
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${safe(caption)}><table><caption>${safe(caption)}</caption><colgroup>${columns.map(({ weight = 1 }) => html`<col width=${`${Math.round((100 * weight) / whole)}%`} />`)}</colgroup>
    <thead><tr>${columns.map(({ title, align }) => html`<th scope="col" class=${align === 'right' ? 'number' : null}>${safe(title)}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${row.map((one, index) => cell(one, columns[index]?.align === 'right'))}</tr>`)}</tbody></table></div>`;
}

async function blockOf(block: ReportBlock): Promise<VNode> {
  switch (block.kind) {
    case 'heading': return block.level === 2 ? html`<h2 id=${block.id}>${safe(block.text)}</h2>` : html`<h3 id=${block.id}>${safe(block.text)}</h3>`;
    case 'paragraph': return html`<p>${safe(block.text)}</p>`;
    case 'callout': return html`<div class=${`callout ${block.tone}`} role="note"><strong>${safe(block.title)}</strong><p>${safe(block.text)}</p></div>`;
    case 'table': return table(block);
    case 'chart': {
      const [light, dark] = await Promise.all((['light', 'dark'] as const).map(async (theme) => Buffer.from((await renderChart(block.chart, { format: 'svg', theme })).bytes).toString('base64')));
      const alternative = safe(`${block.chart.title}: ${block.chart.series.map(({ name, points }) => `${name}, ${points.length} points`).join('; ')}`);
      // A picture as an image cannot run or fetch anything, whatever its labels say.
      return html`<figure><picture><source media="(prefers-color-scheme: dark)" srcset=${`data:image/svg+xml;base64,${dark}`} /><img alt=${alternative} src=${`data:image/svg+xml;base64,${light}`} width="720" height="320" /></picture><figcaption>${safe(block.chart.title)}</figcaption></figure>`;
    }
  }
}

async function page({ title, subtitle, time, blocks }: ReportDocument): Promise<string> {
  const headings = blocks.flatMap((block) => (block.kind === 'heading' && block.level === 2 ? [block] : []));
  const body: VNode[] = [];
  for (const block of blocks) body.push(await blockOf(block));
  const tree = html`<html lang="en"><head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:" /><meta name="color-scheme" content="light dark" /><title>${safe(title)}</title>
    <style dangerouslySetInnerHTML=${{ __html: style }} /></head>
    <body><a class="skip" href="#content">Skip to the report</a><header><h1>${safe(title)}</h1><p class="subtitle">${safe(subtitle)}</p>${time ? html`<p class="subtitle">Research of <time datetime=${time}>${time}</time></p>` : null}</header>
    <nav aria-label="Contents"><ul>${headings.map(({ id, text }) => html`<li><a href=${`#${id}`}>${safe(text)}</a></li>`)}</ul></nav><main id="content">${body}</main></body></html>`;
  return `<!doctype html>\n${renderToString(tree)}\n`;
}

/** One self-contained page: no script, no outside request, light and dark, for screens and paper. Everything shown is escaped by preact. */
export const htmlPage: ReportRenderer = {
  format: 'html',
  render: async (document) => ({ contentType: 'text/html; charset=utf-8', bytes: Buffer.from(await page(document)) }),
};
