import path from 'node:path';
import { AppError } from '@hyperlens/protocol';
import { makePassphraseProvider, makeSecret, type Secret } from '@hyperlens/platform/secrets';
import { createAccount, importAccount, listKeystore } from '@hyperlens/platform/signer';
import type { Config } from '../settings.ts';
import { act, type Verb } from './verb.ts';

/** Characters of standard input that are read for a key; one has 66. */
const longestKey = 200;

const folderOf = (config: Config) => config.keystore.path ?? path.join(config.home, 'keystore');

async function passphraseOf(config: Config): Promise<Secret> {
  const passphrase = await makePassphraseProvider({ value: config.keystore.passphrase, file: config.keystore.passphraseFile })();
  if (!passphrase) throw new AppError('KEYSTORE_LOCKED', { path: folderOf(config), reason: 'no passphrase is set' });
  return passphrase;
}

/** A private key from standard input, never from an argument, where other users of the machine could see it. */
async function keyFromStandardInput(): Promise<Secret> {
  if (process.stdin.isTTY) throw new AppError('USAGE_INVALID', { problem: 'The key is read from standard input: hyperlens accounts import < key-file.' });
  let text = '';
  for await (const part of process.stdin.setEncoding('utf8') as AsyncIterable<string>) {
    text += part;
    if (text.length > longestKey) throw new AppError('INPUT_INVALID', { where: 'private key', problem: 'must be 64 hexadecimal digits' });
  }
  return makeSecret(text.trim());
}

/** `hyperlens accounts`: the keystore files that sign on remote networks. Works on this machine's files; a server never sees a key. */
export const verb: Verb = (command, exit) => {
  act(command.command('list', { isDefault: true }).description('Accounts of the keystore.'), exit, async ({ loaded, output }) => {
    const accounts = await listKeystore(folderOf(loaded.config));
    output.document({ accounts });
    output.table(['address', 'file'], accounts.map(({ address, path: file }) => [address, file]), 'The keystore is empty. Make an account with: hyperlens accounts create');
    return 0;
  });
  act(command.command('create').description('Make a new account, encrypted with the passphrase of HYPERLENS_KEYSTORE_PASSPHRASE.'), exit, async ({ loaded, output }) => {
    const made = await createAccount(folderOf(loaded.config), await passphraseOf(loaded.config));
    output.document(made);
    output.line(`${made.address} is in ${made.path}`);
    return 0;
  });
  act(command.command('import').description('Put a private key, read from standard input, into the keystore.'), exit, async ({ loaded, output }) => {
    const made = await importAccount(folderOf(loaded.config), await keyFromStandardInput(), await passphraseOf(loaded.config));
    output.document(made);
    output.line(`${made.address} is in ${made.path}`);
    return 0;
  });
};
