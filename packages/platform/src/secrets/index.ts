export { readSecretFile, writeSecretFile } from './files.ts';
export { makePassphraseProvider, type PassphraseProvider } from './passphrase.ts';
export { makeSecret, type Secret } from './secret.ts';
