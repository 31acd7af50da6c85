import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Option } from 'commander';
import { AppError } from '@hyperlens/protocol';
import { printable } from './output.ts';
import { act, type Verb } from './verb.ts';

interface AddOptions { id?: string; title?: string; description?: string; kind: string; licence: string; tags?: string; standards?: string; prompts?: string[] }
const words = (text: string | undefined): string[] => (text ?? '').split(',').map((part) => part.trim()).filter(Boolean);

/** `hyperlens templates`: the library. */
export const verb: Verb = (command, exit) => {
  act(command.command('list', { isDefault: true }).description('All templates.'), exit, async ({ output, connect }) => {
    const { items } = await (await connect()).call('templates.list');
    output.document({ templates: items });
    output.table(['id', 'version', 'kind', 'title', 'standards'], items.map(({ id, version, kind, title, standards }) => [id, version, kind, title, standards.join(', ')]), 'There are no templates.');
    return 0;
  });

  act<{ version?: string }>(command.command('show').description('One template with its source.').argument('<id>', 'template id, or id@version'), exit, async ({ output, connect }, [given = '']) => {
    const [id = '', version] = given.split('@', 2);
    const found = await (await connect()).call('templates.get', { params: { id }, query: version === undefined ? {} : { version } });
    output.document(found);
    output.line(`${output.style('bold', printable(found.title))} ${found.id}@${found.version}, ${found.kind}, ${found.licence}, ${found.cid}`);
    output.line(printable(found.description));
    for (const risk of found.risks) output.line(`  risk: ${printable(risk)}`);
    output.line();
    output.line(printable(found.source));
    return 0;
  });

  act<{ limit: string }>(command.command('search').description('Find templates by meaning and words.').argument('<words...>', 'what it should do').addOption(new Option('--limit <number>', 'most results').default('10')), exit, async ({ output, connect }, [given], { limit }) => {
    const { items } = await (await connect()).call('templates.search', { query: { q: ((given as unknown as string[] | undefined) ?? []).join(' '), limit } });
    output.document({ templates: items });
    output.table(['score', 'id', 'title', 'description'], items.map(({ score, id, title, description }) => [score.toFixed(3), id, title, description.slice(0, 80)]), 'Nothing fits.');
    return items.length > 0 ? 0 : 1;
  });

  const add = command.command('add').description('Add a Solidity file as a template, or a new version of one.').argument('<file>', 'Solidity file')
    .addOption(new Option('--id <id>', 'id (the file name)')).addOption(new Option('--title <text>', 'title')).addOption(new Option('--description <text>', 'what it is for'))
    .addOption(new Option('--kind <kind>', 'contract kind').default('custom')).addOption(new Option('--licence <spdx>', 'SPDX id of its licence').default('MIT'))
    .addOption(new Option('--tags <a,b>', 'tags')).addOption(new Option('--standards <a,b>', 'standards it follows')).addOption(new Option('--prompts <text...>', 'requests it answers'));
  act<AddOptions>(add, exit, async ({ output, connect }, [file = ''], options) => {
    let source: string;
    try {
      source = await readFile(file, 'utf8');
    } catch (error) {
      throw new AppError('FILE_UNREADABLE', { path: file, reason: (error as Error).message }, error);
    }
    const name = path.basename(file, '.sol');
    const id = options.id ?? (name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase().replace(/[^a-z0-9-]+/g, '-').replace(/^-+/, '').slice(0, 64) || 'template');
    const added = await (await connect()).call('templates.add', { body: { id, title: options.title ?? name, description: options.description ?? options.title ?? name, kind: options.kind, standards: words(options.standards), tags: words(options.tags), prompts: options.prompts ?? [], risks: [], licence: options.licence, source } });
    output.document(added);
    output.line(`${added.id}@${added.version} ${added.cid}`);
    return 0;
  });
};
