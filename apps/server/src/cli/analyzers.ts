import { act, type Verb } from './verb.ts';

/** `hyperlens analyzers`: audit tools. */
export const verb: Verb = (command, exit) => {
  act(command.command('list', { isDefault: true }).description('Audit tools and whether they are here.'), exit, async ({ output, connect }) => {
    const { items } = await (await connect()).call('analyzers.list');
    output.document({ analyzers: items });
    output.table(['id', 'title', 'kind', 'installed', 'version', 'where'], items.map(({ id, title, kind, installed, installable, version, path }) => [id, title, kind, installed ? 'yes' : installable ? `no (hyperlens analyzers install ${id})` : 'no', version, path]), 'There are no analyzers.');
    return 0;
  });
  act(command.command('install').description('Install a tool into a place of its own.').argument('<id>', 'analyzer id, for example slither'), exit, async ({ output, connect, signal }, [id = '']) => {
    output.note(`installing ${id}; this may take some minutes`);
    const done = await (await connect()).call('analyzers.install', { params: { id } }, { signal });
    output.document(done);
    output.line(`${done.id} ${done.version} is at ${done.path}`);
    return 0;
  });
};
