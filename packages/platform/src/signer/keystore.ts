import { randomBytes, scrypt } from 'node:crypto';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '@hyperlens/protocol';
import * as Keystore from 'ox/Keystore';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { z } from 'zod';
import { readSecretFile, writeSecretFile, type Secret } from '../secrets/index.ts';

type Hex = `0x${string}`;
const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt);
const bytes = (length?: number) => z.string().regex(length ? new RegExp(`^[0-9a-fA-F]{${length * 2}}$`) : /^([0-9a-fA-F]{2}){1,64}$/);

/** Web3 Secret Storage Definition, version 3, with scrypt: what geth, Foundry and most wallets write. Costs are bounded, because they are the file's. */
const keystoreFile = z.object({
  version: z.literal(3), id: z.string().default(''), address: z.string().regex(/^(0x)?[0-9a-fA-F]{40}$/).optional(),
  crypto: z.object({
    cipher: z.literal('aes-128-ctr'), ciphertext: bytes(32), cipherparams: z.object({ iv: bytes(16) }), mac: bytes(32), kdf: z.literal('scrypt'),
    kdfparams: z.object({ dklen: z.literal(32), n: z.number().int().min(2).max(2 ** 20), r: z.number().int().min(1).max(16), p: z.number().int().min(1).max(16), salt: bytes() }),
  }),
});
type KeystoreFile = z.infer<typeof keystoreFile>;

export interface KeystoreEntry { path: string; /** Lower case; null when the file does not tell. */ address: Hex | null }

/** scrypt with geth's standard cost, about 0.7 s and 256 MB. */
const cost = { n: 2 ** 18, r: 8, p: 1 };

/** The keystore files at a path, which is one file or a folder of `*.json` and geth's `UTC--*` files, by name. Empty when there is nothing. */
export async function listKeystore(location: string): Promise<KeystoreEntry[]> {
  const state = await stat(location).catch(() => null);
  if (!state) return [];
  const files = state.isDirectory()
    ? (await readdir(location)).filter((name) => /\.json$|^UTC--/.test(name)).toSorted().slice(0, 50).map((name) => path.join(location, name)) : [location];
  return Promise.all(files.map(async (file) => {
    const { address } = parse(file, await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => refuse(file, error.code ?? 'cannot be read')));
    return { path: file, address: address ? `0x${address.replace(/^0x/, '').toLowerCase()}` as Hex : null };
  }));
}

/** The account of a keystore file, its key inside a closure. Throws KEYSTORE_LOCKED. Not exported from the room. */
export async function unlock(entry: KeystoreEntry, passphrase: Secret): Promise<ReturnType<typeof privateKeyToAccount>> {
  const content = parse(entry.path, await readSecretFile(entry.path).catch((error: unknown) => refuse(entry.path, AppError.is(error, 'FILE_UNREADABLE') ? String(error.details.reason) : 'cannot be read')));
  const key = await deriveKey(content, passphrase);
  let account: ReturnType<typeof privateKeyToAccount>;
  try {
    account = privateKeyToAccount(Keystore.decrypt(content as Keystore.Keystore, key));
  } catch {
    // The library's error is not passed on: it has what was decrypted at hand.
    return refuse(entry.path, 'the passphrase is wrong or the file is damaged');
  }
  if (entry.address && account.address.toLowerCase() !== entry.address) refuse(entry.path, 'its key is not that of the address it names');
  return account;
}

/** Makes a new account in the folder. Returns its address (EIP-55) and file; the key is only in the file. */
export async function createAccount(folder: string, passphrase: Secret): Promise<{ address: Hex; path: string }> {
  return store(folder, generatePrivateKey(), passphrase);
}

/** Puts a private key (32 bytes hexadecimal) into the folder. It comes from stdin or a prompt, never from an argument. Throws INPUT_INVALID without repeating it. */
export async function importAccount(folder: string, privateKey: Secret, passphrase: Secret): Promise<{ address: Hex; path: string }> {
  const text = privateKey.reveal().trim().replace(/^0x/, '');
  if (!/^[0-9a-fA-F]{64}$/.test(text)) throw new AppError('INPUT_INVALID', { where: 'private key', problem: 'must be 64 hexadecimal digits' });
  return store(folder, `0x${text}`, passphrase);
}

async function store(folder: string, privateKey: Hex, passphrase: Secret): Promise<{ address: Hex; path: string }> {
  if (passphrase.reveal().length < 8) throw new AppError('INPUT_INVALID', { where: 'passphrase', problem: 'must have at least 8 characters' });
  let address: Hex;
  try { ({ address } = privateKeyToAccount(privateKey)); } catch { throw new AppError('INPUT_INVALID', { where: 'private key', problem: 'is not a key of secp256k1' }); }
  const salt = randomBytes(32);
  const key = await derive(passphrase.reveal(), salt, 32, { N: cost.n, r: cost.r, p: cost.p, maxmem: 256 * cost.n * cost.r });
  const iv = randomBytes(16);
  const content = Keystore.encrypt(privateKey, `0x${key.toString('hex')}`, { kdf: 'scrypt', kdfparams: { dklen: 32, ...cost, salt: salt.toString('hex') }, iv: Uint8Array.from(iv) });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, `${address.slice(2).toLowerCase()}.json`);
  await writeSecretFile(file, `${JSON.stringify({ address: address.slice(2).toLowerCase(), ...content }, null, 2)}\n`);
  return { address, path: file };
}

/** scrypt of the file's parameters: by Node, in its thread pool; by JavaScript for the few files whose n OpenSSL finds too large for their r (RFC 7914, section 2). */
async function deriveKey(content: KeystoreFile, passphrase: Secret): Promise<Keystore.Key> {
  const { n, r, p, salt } = content.crypto.kdfparams;
  if (n >= 2 ** (16 * r)) return Keystore.toKeyAsync(content as Keystore.Keystore, { password: passphrase.reveal() });
  const key = await derive(passphrase.reveal(), Buffer.from(salt, 'hex'), 32, { N: n, r, p, maxmem: 256 * (n + p) * r + 1024 * 1024 });
  return `0x${key.toString('hex')}`;
}

function parse(file: string, text: string): KeystoreFile {
  try {
    const parsed = keystoreFile.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : refuse(file, 'it is not a version 3 keystore with scrypt');
  } catch (error) {
    throw AppError.is(error) ? error : new AppError('KEYSTORE_LOCKED', { path: file, reason: 'it is not JSON' });
  }
}

function refuse(file: string, reason: string): never { throw new AppError('KEYSTORE_LOCKED', { path: file, reason }); }
