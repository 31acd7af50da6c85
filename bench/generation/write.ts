// Writes DIR/<task id>.sol for every generation task of a JSON-lines file: node bench/generation/write.ts TASKS DIR
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeGeneration } from '@hyperlens/agents/generation';
import { kindLibrary } from '@hyperlens/catalog/templates';

/** The built-in reader alone: no model, no retrieval, the local chain. */
export async function writeTasks(tasksFile: string, folder: string): Promise<{ id: string; milliseconds: number; problem?: string }[]> {
  const generation = makeGeneration({ kinds: kindLibrary, networks: { list: () => [] }, defaultNetwork: 'local' });
  const tasks = (await readFile(tasksFile, 'utf8')).split('\n').filter(Boolean).map((line) => JSON.parse(line) as { id: string; prompt: string });
  await mkdir(folder, { recursive: true });
  const results: { id: string; milliseconds: number; problem?: string }[] = [];
  for (const task of tasks) {
    const started = performance.now();
    try {
      const spec = await generation.specify({ request: task.prompt });
      const refused = spec.unsupported.filter((wish) => wish.essential).map((wish) => `${wish.quote}: ${wish.reason}`);
      const written = await generation.write(spec);
      await writeFile(path.join(folder, `${path.basename(task.id)}.sol`), written.sources[written.file] ?? '');
      results.push({ id: task.id, milliseconds: performance.now() - started, ...(refused.length ? { problem: `essential, not supported: ${refused.join('; ')}` } : {}) });
    } catch (error) {
      results.push({ id: task.id, milliseconds: performance.now() - started, problem: error instanceof Error ? error.message : String(error) });
    }
  }
  return results;
}

if (import.meta.main) {
  const [tasksFile, folder] = process.argv.slice(2);
  if (tasksFile === undefined || folder === undefined) {
    process.stderr.write('usage: node bench/generation/write.ts TASKS.jsonl FOLDER\n');
    process.exit(2);
  }
  const results = await writeTasks(tasksFile, folder);
  for (const result of results) console.log(`${result.id} ${result.milliseconds.toFixed(0)} ms ${result.problem ?? 'written'}`);
  process.exitCode = results.some((result) => result.problem) ? 1 : 0;
}
