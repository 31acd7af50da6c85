// Renderers: documents and charts for people. One file a form, one line here.
import { AppError, type RenderedReport, type ReportDocument, type ReportRenderer } from '@hyperlens/protocol';
import { htmlPage } from './html.ts';
import { markdown } from './markdown.ts';
import { pdf } from './pdf.ts';

const renderers: readonly ReportRenderer[] = [markdown, htmlPage, pdf];

/** A document in one form. Throws NOT_FOUND for a form there is none of. */
export async function renderDocument(document: ReportDocument, format: string): Promise<RenderedReport> {
  const renderer = renderers.find((one) => one.format === format);
  if (!renderer) throw new AppError('NOT_FOUND', { what: 'report format', id: format });
  return renderer.render(document);
}

export { renderChart, type ChartOptions, type RenderedChart } from './charts.ts';
