import { printable } from './output.ts';
import { act, type Verb } from './verb.ts';

/** `hyperlens config`: every setting, its value and where it comes from. Secrets are masked. */
export const verb: Verb = (command, exit) => {
  act(command, exit, ({ output, loaded }) => {
    output.document({ file: loaded.file, values: loaded.values });
    output.table(['setting', 'value', 'from'], loaded.values.map(({ key, value, source }) => [key, value === null ? null : typeof value === 'string' ? value : JSON.stringify(value), source]), 'There are no settings.');
    output.note(printable(loaded.file ? `file: ${loaded.file}` : `no file; it would be ${loaded.config.home}/config.toml`));
    return Promise.resolve(0);
  });
};
