import type { CallResult, ChainReader } from '@hyperlens/protocol';
import { decodeAbiParameters, getAddress, type Hex } from 'viem';
import type { KnownFunction } from '../input.ts';
import { describeHolder } from './declared.ts';
import { isShared } from './shared.ts';

/** Functions without arguments that are asked. */
const mostGetters = 64;
/** Getters whose name says that whom they name is in charge of something. */
const office = /(owner|admin|govern|controller|minter|pauser|lister|operator|manager|guardian|keeper|authority|timelock|bridge|setter|role|issuer|freezer|compliance|upgrader|council|multisig|messenger)/i;

/** An account the contract names to everybody who asks. */
export interface Shown { account: Hex; /** Its signature, or the selector where that is not known. */ getter: string }

/**
 * Which of some accounts with power the contract names by a getter of its own, so that they are not hidden: a minter, a pool, a policy, a bridge.
 * A wallet counts only under a name that says so, because a tax wallet that also mints deceives. Where owner() says nobody, only several people or
 * a delay count: whoever gave ownership up said that nobody rules it. Throws what the reader throws.
 */
export async function findShown(reader: ChainReader, address: Hex, functions: readonly KnownFunction[], accounts: readonly Hex[], renounced: boolean): Promise<Shown[]> {
  const getters = functions.filter(({ inputs, mutability }) => inputs?.length === 0 && mutability !== 'nonpayable' && mutability !== 'payable').slice(0, mostGetters);
  if (accounts.length === 0 || getters.length === 0) return [];
  const answers = await reader.calls(getters.map(({ selector }) => ({ to: address, data: selector })));
  const named = getters.flatMap((one, index) => { const account = accountIn(answers[index]); return account && accounts.includes(account) ? [{ account, getter: one.name ?? one.selector }] : []; });
  const shown = await Promise.all(accounts.map(async (account): Promise<Shown | null> => {
    const own = named.filter((one) => one.account === account);
    const best = own.find(({ getter }) => office.test(getter)) ?? own[0];
    if (!best) return null;
    if (renounced) return (await isShared(reader, account)).shared === true ? best : null;
    return office.test(best.getter) || (await describeHolder(reader, account)).kind !== 'wallet' ? best : null;
  }));
  return shown.filter((one) => one !== null);
}

function accountIn(answer: CallResult | undefined): Hex | null {
  if (!answer?.ok || !/^0x0{24}[0-9a-f]{40}$/.test(answer.returned)) return null;
  return getAddress(decodeAbiParameters([{ type: 'address' }], answer.returned)[0]);
}
