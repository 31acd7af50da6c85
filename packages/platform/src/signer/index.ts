export { makeSigner, type SignerOptions } from './signer.ts';
export { createAccount, importAccount, listKeystore, type KeystoreEntry } from './keystore.ts';
