import { readSecretFile } from './files.ts';
import { makeSecret, type Secret } from './secret.ts';

/** Gives the passphrase of the keystore when it is needed, null when none is configured. Throws FILE_UNREADABLE. */
export type PassphraseProvider = () => Promise<Secret | null>;

/**
 * The passphrase from the environment (HYPERLENS_KEYSTORE_PASSPHRASE, read by the configuration), else from a file only its owner can read;
 * one line break at the file's end is not part of it. The file is read each time, so that it may be mounted late or changed.
 */
export function makePassphraseProvider({ value, file }: { value?: string | undefined; file?: string | undefined }): PassphraseProvider {
  const fixed = value ? makeSecret(value) : null;
  return async () => {
    if (fixed) return fixed;
    if (!file) return null;
    const text = (await readSecretFile(file, 4096)).replace(/\r?\n$/, '');
    return text === '' ? null : makeSecret(text);
  };
}
