import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import { developmentMnemonic, network, type Network, type UnsignedTransaction } from '@hyperlens/protocol';
import { mnemonicToAccount, privateKeyToAccount } from 'viem/accounts';
import { parseTransaction, recoverTransactionAddress } from 'viem';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePassphraseProvider, makeSecret } from '../secrets/index.ts';
import { createAccount, importAccount, makeSigner } from './index.ts';

const base = { name: 'N', caip2: 'eip155:1', testnet: true, rpcUrls: [], currency: { name: 'E', symbol: 'E', decimals: 18 }, evmVersion: 'cancun', fees: { type: 'eip1559' as const }, confirmations: 0, approval: 'never' as const };
const local: Network = network.parse({ ...base, id: 'local', chainId: 31337, kind: 'local' });
const remote: Network = network.parse({ ...base, id: 'far', chainId: 5003, kind: 'remote', rpcUrls: ['http://127.0.0.1:1'] });
const impostor: Network = network.parse({ ...base, id: 'fake', chainId: 31337, kind: 'remote', rpcUrls: ['http://127.0.0.1:1'] });
const transaction = (chainId: number, type: 'eip1559' | 'legacy' = 'eip1559'): UnsignedTransaction => ({ chainId, nonce: 3, to: null, data: '0x6001', value: 0n, gas: 100_000n, type, maxFeePerGas: 20n, maxPriorityFeePerGas: 1n });
const key = `0x${'4c'.repeat(32)}` as const;
const passphrase = 'correct horse battery';
const address = privateKeyToAccount(key).address;

let home: string;
beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'hyperlens-signer-'));
  await importAccount(path.join(home, 'keystore'), makeSecret(`${key}\n`), makeSecret(passphrase));
});
afterAll(() => { rmSync(home, { recursive: true, force: true }); });

describe('development accounts', () => {
  it('are those of the public mnemonic and sign on the local chain only', async () => {
    const signer = makeSigner({ home: '/nonexistent', passphrase: makePassphraseProvider({}) });
    const accounts = await signer.accounts(local);
    expect(accounts).toHaveLength(20);
    expect(accounts[19]).toBe(mnemonicToAccount(developmentMnemonic, { addressIndex: 19 }).address);
    const signed = await signer.sign(local, accounts[1] ?? '0x', transaction(31337));
    expect(await recoverTransactionAddress({ serializedTransaction: signed.rawTransaction as never })).toBe(accounts[1]);
    await expect(signer.sign(remote, accounts[0] ?? '0x', transaction(5003))).rejects.toMatchObject({ code: 'SIGNER_MISSING' });
    await expect(signer.sign(impostor, accounts[0] ?? '0x', transaction(31337))).rejects.toMatchObject({ code: 'SIGNER_MISSING' });
    await expect(signer.accounts(impostor)).rejects.toMatchObject({ code: 'SIGNER_MISSING' });
    await expect(signer.sign(local, accounts[0] ?? '0x', transaction(1))).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });
});

describe('the keystore', () => {
  it('signs with the imported account and pins the chain id', async () => {
    const signer = makeSigner({ home, passphrase: makePassphraseProvider({ value: passphrase }) });
    expect(await signer.accounts(remote)).toEqual([address]);
    for (const type of ['eip1559', 'legacy'] as const) {
      const { rawTransaction } = await signer.sign(remote, address, transaction(5003, type));
      expect(parseTransaction(rawTransaction)).toMatchObject({ chainId: 5003, nonce: 3, gas: 100_000n });
      expect(await recoverTransactionAddress({ serializedTransaction: rawTransaction as never })).toBe(address);
    }
    await expect(signer.sign(remote, address, transaction(1))).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('stays locked without the right passphrase', async () => {
    const attempt = (value?: string) => makeSigner({ home, passphrase: makePassphraseProvider({ value }) }).accounts(remote);
    await expect(attempt()).rejects.toMatchObject({ code: 'KEYSTORE_LOCKED' });
    await expect(attempt('wrong passphrase')).rejects.toMatchObject({ code: 'KEYSTORE_LOCKED' });
    await expect(makeSigner({ home, keystorePath: path.join(home, 'elsewhere'), passphrase: makePassphraseProvider({}) }).accounts(remote)).rejects.toMatchObject({ code: 'SIGNER_MISSING' });
  });

  it('is written for its owner only, and refused when others can read it', async () => {
    const folder = path.join(home, 'other');
    const made = await createAccount(folder, makeSecret(passphrase));
    expect(statSync(made.path).mode & 0o777).toBe(0o600);
    await expect(importAccount(path.join(home, 'keystore'), makeSecret(key), makeSecret(passphrase))).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    chmodSync(made.path, 0o644);
    await expect(makeSigner({ home, keystorePath: made.path, passphrase: makePassphraseProvider({ value: passphrase }) }).accounts(remote)).rejects.toThrow(/chmod 600/);
    const file = path.join(home, 'passphrase');
    writeFileSync(file, `${passphrase}\n`, { mode: 0o600 });
    expect(await makeSigner({ home, passphrase: makePassphraseProvider({ file }) }).accounts(remote)).toEqual([address]);
    chmodSync(file, 0o640);
    await expect(makeSigner({ home, passphrase: makePassphraseProvider({ file }) }).accounts(remote)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });

  it('opens what other programs write', async () => {
    // The scrypt test vector of the Web3 Secret Storage Definition; it names no address.
    const file = path.join(home, 'vector.json');
    writeFileSync(file, JSON.stringify({ crypto: {
      cipher: 'aes-128-ctr', cipherparams: { iv: '83dbcc02d8ccb40e466191a123791e0e' }, ciphertext: 'd172bf743a674da9cdad04534d56926ef8358534d458fffccd4e6ad2fbde479c', kdf: 'scrypt',
      kdfparams: { dklen: 32, n: 262144, r: 1, p: 8, salt: 'ab0c7876052600dd703518d6fc3fe8984592145b591fc8fb5c6d43190334ba19' }, mac: '2103ac29920d71da29f15d75b4a16dbe95cfd7ff8faea1056c33131d846e3097',
    }, id: '3198bc9c-6672-5ab3-d995-4942343ae5b6', version: 3 }), { mode: 0o600 });
    const signer = makeSigner({ home, keystorePath: file, passphrase: makePassphraseProvider({ value: 'testpassword' }) });
    expect(await signer.accounts(remote)).toEqual(['0x008AeEda4D805471dF9b2A5B0f38A0C3bCBA786b']);
  });

  it('refuses files that are not keystores and damaged ones', async () => {
    const file = path.join(home, 'bad.json');
    const good = readFileSync(path.join(home, 'keystore', readdirSync(path.join(home, 'keystore'))[0] ?? ''), 'utf8');
    for (const content of ['{', '[]', '{"version":1}', good.replace('"n": 262144', '"n": 1073741824'), good.replace(/"mac": "../, '"mac": "00')]) {
      writeFileSync(file, content, { mode: 0o600 });
      await expect(makeSigner({ home, keystorePath: file, passphrase: makePassphraseProvider({ value: passphrase }) }).accounts(remote)).rejects.toMatchObject({ code: 'KEYSTORE_LOCKED' });
    }
  });

  it('never shows a key or passphrase in what it returns, prints or throws', async () => {
    const provider = makePassphraseProvider({ value: passphrase });
    const signer = makeSigner({ home, passphrase: provider });
    await signer.accounts(remote);
    const secret = makeSecret(key);
    const errors = await Promise.all([
      importAccount(path.join(home, 'x'), makeSecret(`${key}ff`), makeSecret(passphrase)), importAccount(path.join(home, 'x'), makeSecret('ff'.repeat(32)), makeSecret(passphrase)),
      importAccount(path.join(home, 'x'), secret, makeSecret('short')), signer.sign(remote, '0x0000000000000000000000000000000000000001', transaction(5003)),
      signer.sign(remote, address, { ...transaction(5003), gas: -1n }),
    ].map((promise) => promise.then(() => { throw new Error('must not succeed'); }, (error: unknown) => error)));
    const shown = [signer, provider, secret, await provider(), ...errors].map((value) => `${inspect(value, { depth: 20, showHidden: true })} ${JSON.stringify(value)} ${String(value)} ${value instanceof Error ? value.stack ?? '' : ''}`).join('\n');
    for (const hidden of [key.slice(2), 'ff'.repeat(32), passphrase]) expect(shown).not.toContain(hidden);
  });
});
