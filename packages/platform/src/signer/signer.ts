import path from 'node:path';
import { AppError, type Network, type Signer, type UnsignedTransaction } from '@hyperlens/protocol';
import { keccak256 } from 'viem/utils';
import type { privateKeyToAccount } from 'viem/accounts';
import type { PassphraseProvider } from '../secrets/index.ts';
import { developmentAccounts } from './development.ts';
import { listKeystore, unlock, type KeystoreEntry } from './keystore.ts';

type Hex = `0x${string}`;
type Account = ReturnType<typeof privateKeyToAccount>;

export interface SignerOptions {
  /** HYPERLENS_HOME; the keystore's default place is its folder `keystore`. */
  home: string;
  /** A keystore file, or a folder of them. */
  keystorePath?: string | undefined;
  passphrase: PassphraseProvider;
}

/**
 * The signer. On the built-in local chain the development accounts sign, everywhere else the accounts of the keystore; keys stay in closures
 * of this room. The chain id is part of every signature (EIP-155, EIP-1559) and must be the network's.
 */
export function makeSigner({ home, keystorePath, passphrase }: SignerOptions): Signer {
  const location = keystorePath ?? path.join(home, 'keystore');
  const unlocked = new Map<string, Promise<Account>>();

  /** Unlocking takes most of a second, so it is done once per file; a failure is not kept. */
  const open = (entry: KeystoreEntry): Promise<Account> => {
    let account = unlocked.get(entry.path);
    if (!account) {
      account = passphrase().then((secret) => {
        if (!secret) throw new AppError('KEYSTORE_LOCKED', { path: entry.path, reason: 'no passphrase is given' });
        return unlock(entry, secret);
      });
      unlocked.set(entry.path, account);
      account.catch(() => { unlocked.delete(entry.path); });
    }
    return account;
  };
  const entries = async (network: Network): Promise<KeystoreEntry[]> => {
    const found = await listKeystore(location);
    if (found.length === 0) throw new AppError('SIGNER_MISSING', { network: network.id });
    return found;
  };
  const find = async (network: Network, wanted: Hex): Promise<Account> => {
    const address = wanted.toLowerCase();
    if (isDevelopment(network)) {
      const account = developmentAccounts().find((candidate) => candidate.address.toLowerCase() === address);
      if (account) return account;
    } else {
      for (const entry of await entries(network)) {
        if (entry.address !== null && entry.address !== address) continue;
        const account = await open(entry);
        if (account.address.toLowerCase() === address) return account;
      }
    }
    throw new AppError('SIGNER_MISSING', { network: network.id });
  };

  return {
    async accounts(network) {
      if (isDevelopment(network)) return developmentAccounts().map(({ address }) => address);
      const found = await entries(network);
      // The default account is unlocked here, so that a wrong passphrase shows before anything is approved.
      return Promise.all(found.map(async (entry, index) => (index === 0 || entry.address === null ? (await open(entry)).address : entry.address)));
    },

    async sign(network, account, transaction) {
      if (transaction.chainId !== network.chainId) throw new AppError('INPUT_INVALID', { where: 'transaction.chainId', problem: `is ${transaction.chainId}, but ${network.id} is ${network.chainId}` });
      const rawTransaction = await (await find(network, account)).signTransaction(serializable(transaction));
      return { rawTransaction, transactionHash: keccak256(rawTransaction) };
    },
  };
}

/** Development keys are public: they sign for the built-in chain, and a configured network cannot pretend to be it by its chain id alone. */
function isDevelopment(network: Network): boolean { return network.kind === 'local' && network.chainId === 31337; }

function serializable({ chainId, nonce, to, data, value, gas, type, maxFeePerGas, maxPriorityFeePerGas }: UnsignedTransaction) {
  const common = { chainId, nonce, to, data, value, gas };
  return type === 'legacy' ? { ...common, type, gasPrice: maxFeePerGas } as const : { ...common, type, maxFeePerGas, maxPriorityFeePerGas } as const;
}
