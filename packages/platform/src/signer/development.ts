import { developmentMnemonic } from '@hyperlens/protocol';
import * as Mnemonic from 'ox/Mnemonic';
import * as HdKey from 'ox/HdKey';
import { privateKeyToAccount } from 'viem/accounts';

const count = 20;
let accounts: ReturnType<typeof privateKeyToAccount>[] | null = null;

/** The development accounts (BIP-44 m/44'/60'/0'/0/i of the public test mnemonic), derived once. They sign on the local chain only. */
export function developmentAccounts(): readonly ReturnType<typeof privateKeyToAccount>[] {
  if (accounts) return accounts;
  const master = Mnemonic.toHdKey(developmentMnemonic);
  accounts = Array.from({ length: count }, (_, index) => privateKeyToAccount(master.derive(HdKey.path({ index })).privateKey));
  return accounts;
}
