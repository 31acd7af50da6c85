import type { Chart, ReportBlock, ReportCell, ReportRenderer, ReportTable } from '@hyperlens/protocol';

/** Text as Markdown shows it, whatever a stranger wrote: no markup, no HTML, no link starts in it (CommonMark: any ASCII punctuation may be escaped). */
function escape(text: string): string {
  return oneLine(text).replace(/[\\`*_{}[\]()#+!|<>~&$@:^=-]/g, (mark) => (mark === '<' ? '&lt;' : mark === '>' ? '&gt;' : mark === '&' ? '&amp;' : `\\${mark}`)).replace(/^(\d+)\./, '$1\\.');
}
// oxlint-disable-next-line no-control-regex -- these are what is removed
const oneLine = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, '').replace(/\s+/g, ' ').trim();
/** Ids are letters, digits, dots and the like by their schema, so they stand as code and as anchors. */
const anchorOf = (id: string): string => `evidence-${id.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;

function cellText({ text, evidence, anchor }: ReportCell): string {
  const links = (evidence ?? []).map((id) => `[\`${id}\`](#${anchorOf(id)})`).join(' ');
  return [anchor ? `<a id="${anchorOf(anchor)}"></a>\`${anchor}\`` : escape(text), links].filter(Boolean).join(' ');
}

function table({ caption, columns, rows }: ReportTable): string {
  const head = `| ${columns.map(({ title }) => escape(title)).join(' | ')} |\n| ${columns.map(({ align }) => (align === 'right' ? '---:' : '---')).join(' | ')} |`;
  return `*${escape(caption)}*\n\n${rows.length === 0 ? 'none' : `${head}\n${rows.map((row) => `| ${row.map(cellText).join(' | ')} |`).join('\n')}`}`;
}

function chartText({ title, series, links }: Chart): string {
  const points = series.map(({ name, points: list }) => ({ name, first: list[0], last: list.at(-1), count: list.length }));
  const said = links ? `${links.length} flows` : points.map(({ name, first, last, count }) => `${name}: ${count} points${first && last ? `, ${first[0]} ${first[1] ?? 'unknown'} to ${last[0]} ${last[1] ?? 'unknown'}` : ''}`).join('; ');
  return `**${escape(title)}**: ${escape(said)}`;
}

function blockText(block: ReportBlock): string {
  switch (block.kind) {
    case 'heading': return `${'#'.repeat(block.level)} ${escape(block.text)}`;
    case 'paragraph': return escape(block.text);
    case 'callout': return `> **${escape(block.title)}**\n>\n> ${escape(block.text)}`;
    case 'table': return table(block);
    case 'chart': return chartText(block.chart);
  }
}

/** Markdown (GitHub flavoured), for reading in a repository or a chat. Charts become a sentence; their data is in the JSON form. */
export const markdown: ReportRenderer = {
  format: 'markdown',
  render: async ({ title, subtitle, time, blocks }) => ({
    contentType: 'text/markdown; charset=utf-8',
    bytes: Buffer.from(`${[`# ${escape(title)}`, escape(subtitle), ...(time ? [`Research of ${escape(time)}`] : []), ...blocks.map(blockText)].join('\n\n')}\n`),
  }),
};
