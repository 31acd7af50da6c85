import path from 'node:path';
import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { ReportBlock, ReportCell, ReportDocument, ReportRenderer, ReportTable, RiskLevel } from '@hyperlens/protocol';
import { fontFolder, renderChart } from './charts.ts';

const font = (name: string): string => path.join(fontFolder, `Roboto-${name}.ttf`);
const fonts = { Roboto: { normal: font('Regular'), bold: font('Medium'), italics: font('Italic'), bolditalics: font('MediumItalic') } };
const tones: Record<RiskLevel | 'note', string> = { low: '#1a7f37', moderate: '#8a5a00', high: '#b3261e', critical: '#b3261e', unknown: '#6639ba', note: '#0a53be' };

/** What the font has no shape for. */
const undrawable = /[^\t\n\u0020-\u007e\u00a0-\u024f\u0370-\u03ff\u0400-\u04ff\u1e00-\u1eff\u2010-\u2015\u2018-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122\u2212\u2260\u2264\u2265]/gu;

/**
 * Text the font can draw: Latin, Greek, Cyrillic and common signs. Anything else becomes a visible [?] instead of vanishing; direction marks
 * go the same way, because they could make a line say something else.
 */
const drawable = (text: string): string => text.replace(undrawable, '[?]').slice(0, 4_000);
/** The characters of a drawing's labels that the font lacks, replaced one by one: markup has to stay as it is. */
const drawableMarks = (svg: string): string => svg.replace(/font-family:[^;"]*/g, 'font-family:Roboto').replace(undrawable, '?');
const idOf = (id: string): string => `evidence-${id}`;

function cell({ text, evidence, anchor }: ReportCell, right: boolean): TableCell {
  const links = (evidence ?? []).map((id) => ({ text: `${drawable(id)} `, linkToDestination: idOf(id), color: '#0a53be', fontSize: 7 }));
  return { text: [...(text && !anchor ? [{ text: `${drawable(text)} ` }] : []), ...(anchor ? [{ text: drawable(anchor) }] : []), ...links], ...(anchor ? { id: idOf(anchor), fontSize: 7 } : {}), ...(right ? { alignment: 'right' as const } : {}) };
}

function table({ caption, columns, rows }: ReportTable): Content {
  if (rows.length === 0) return { text: `${drawable(caption)}: none`, italics: true, margin: [0, 2, 0, 6] };
  const whole = columns.reduce((sum, { weight = 1 }) => sum + weight, 0);
  return [
    { text: drawable(caption), italics: true, color: '#59636e', margin: [0, 4, 0, 2] },
    {
      layout: 'lightHorizontalLines', margin: [0, 0, 0, 8], fontSize: 8,
      table: { headerRows: 1, dontBreakRows: false, widths: columns.map(({ weight = 1 }) => `${Math.floor((weight / whole) * 100)}%`), body: [columns.map(({ title, align }) => ({ text: drawable(title), bold: true, ...(align ? { alignment: align } : {}) })), ...rows.map((row) => row.map((one, index) => cell(one, columns[index]?.align === 'right')))] },
    },
  ];
}

async function blockOf(block: ReportBlock): Promise<Content> {
  switch (block.kind) {
    case 'heading': return { text: drawable(block.text), style: block.level === 2 ? 'section' : 'part', tocItem: block.level === 2, headlineLevel: block.level };
    case 'paragraph': return { text: drawable(block.text), margin: [0, 0, 0, 6] };
    case 'callout': return { margin: [0, 4, 0, 8], table: { widths: ['*'], body: [[{ border: [true, false, false, false], borderColor: [tones[block.tone], '', '', ''], margin: [6, 3, 6, 3], stack: [{ text: drawable(block.title), bold: true, color: tones[block.tone], fontSize: 12 }, { text: drawable(block.text) }] }]] }, layout: { vLineWidth: (index: number) => (index === 0 ? 4 : 0), hLineWidth: () => 0 } };
    case 'table': return table(block);
    case 'chart': {
      const { bytes } = await renderChart(block.chart, { format: 'svg' });
      // Drawn as vectors: sharp on paper, and the same bytes each time, which the PDF library does not promise for pictures with transparency.
      const svg = drawableMarks(Buffer.from(bytes).toString('utf8'));
      return { stack: [{ svg, width: 500 }, { text: drawable(block.chart.title), italics: true, color: '#59636e' }], unbreakable: true, margin: [0, 4, 0, 8] };
    }
  }
}

async function definitionOf({ title, subtitle, time, blocks }: ReportDocument): Promise<TDocumentDefinitions> {
  const content: Content[] = [];
  for (const block of blocks) content.push(await blockOf(block));
  // The moment of the research, not of the printing: the same result gives the same file.
  const moment = new Date(time || 0);
  return {
    pageSize: 'A4', pageMargins: [45, 50, 45, 50], info: { title: drawable(title), creator: 'HyperLens', producer: 'HyperLens', creationDate: moment, modDate: moment }, language: 'en',
    defaultStyle: { font: 'Roboto', fontSize: 9.5, lineHeight: 1.2 },
    styles: { title: { fontSize: 20, bold: true }, section: { fontSize: 14, bold: true, margin: [0, 12, 0, 4] }, part: { fontSize: 11, bold: true, margin: [0, 8, 0, 2] } },
    footer: (page, pages) => ({ columns: [{ text: drawable(title).slice(0, 90), color: '#59636e' }, { text: `${page} / ${pages}`, alignment: 'right', color: '#59636e' }], margin: [45, 15, 45, 0], fontSize: 8 }),
    pageBreakBefore: (node, query) => (node.headlineLevel === 2 || node.headlineLevel === 3) && query.getFollowingNodesOnPage().length === 0,
    content: [
      { text: drawable(title), style: 'title' }, { text: drawable(subtitle), color: '#59636e' }, ...(time ? [{ text: `Research of ${time}`, color: '#59636e' }] : []),
      { toc: { title: { text: 'Contents', style: 'part' } }, margin: [0, 6, 0, 10] }, ...content,
    ],
  };
}

/** A PDF with contents, page numbers, links to the evidence and embedded fonts, for people who print or forward. Reads no file but its fonts and no address at all. */
export const pdf: ReportRenderer = {
  format: 'pdf',
  async render(document) {
    const { default: pdfmake } = await import('pdfmake');
    pdfmake.setFonts(fonts);
    pdfmake.setLocalAccessPolicy((file: string) => path.dirname(file) === fontFolder);
    pdfmake.setUrlAccessPolicy(() => false);
    return { contentType: 'application/pdf', bytes: await pdfmake.createPdf(await definitionOf(document)).getBuffer() };
  },
};
