import { access, constants, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError, type SectionName } from '@hyperlens/protocol';
import type { Connection } from './connect.ts';
import type { Output } from './output.ts';

const formats = ['svg', 'png'] as const;

/** Makes the folder charts go into, before the work is done. Throws FILE_UNREADABLE. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (error) { throw new AppError('FILE_UNREADABLE', { path: folder, reason: 'charts cannot be written there' }, error); }
}

/** Writes every chart of a run as `<section>-<chart>.svg` and `.png`. Throws FILE_UNREADABLE. */
export async function writeCharts(output: Output, connection: Connection, runId: string, folder: string): Promise<void> {
  const { sections } = await connection.call('research.result', { params: { id: runId } });
  const charts = Object.entries(sections).flatMap(([section, report]) => (report?.charts ?? []).map(({ id }) => ({ section: section as SectionName, id })));
  for (const { section, id } of charts) {
    for (const format of formats) {
      const { bytes } = await connection.bytes('research.chart', { params: { id: runId, section, chart: id }, query: { format } });
      const file = path.join(folder, `${id.startsWith(`${section}.`) ? '' : `${section}-`}${id}.${format}`);
      await writeFile(file, bytes).catch((error: unknown) => { throw new AppError('FILE_UNREADABLE', { path: file, reason: (error as Error).message }, error); });
    }
  }
  output.note(charts.length === 0 ? 'there are no charts to write' : `wrote ${charts.length} charts to ${folder}, as SVG and PNG`);
}
