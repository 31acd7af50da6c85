import { AppError, type CallResult, type Fork, type ForkReceipt } from '@hyperlens/protocol';
import { addressOf, encode, freshAddress, largest, words, type Argument } from './encode.ts';
import { traderCode, traderSelectors } from './trader.ts';

type Hex = `0x${string}`;

/** ERC-1967: keccak256('eip1967.proxy.implementation') - 1 and the same for the beacon. */
const implementationSlot = '0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc';
const beaconSlot = '0xa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d50';

/** Gas that no ordinary trade needs more of. */
export const ordinaryGas = 3_000_000n;

export interface Sending {
  gas?: bigint;
  /** wei per gas */
  gasPrice?: bigint;
  /** wei */
  value?: bigint;
  /** The wallet is a contract, and this account operates it. */
  operator?: Hex;
}
/** Balances by address in lower case; null where the token gave no answer. */
export interface Sight { supply: bigint | null; of(account: Hex): bigint | null }

/** A fork with a token on it, our trading contract, and fresh wallets. Throws what the fork throws. */
export interface Stage {
  readonly token: Hex;
  /** Trades for others, as a router does. */
  readonly trader: Hex;
  /** A second one, to be a wallet that is a contract. */
  readonly contractWallet: Hex;
  /** A wallet nobody has used, holding 5 coins of the chain. The same label is the same wallet. */
  wallet(label: string): Promise<Hex>;
  send(from: Hex, to: Hex, data: Hex, more?: Sending): Promise<ForkReceipt>;
  call(from: Hex, to: Hex, data: Hex): Promise<CallResult>;
  /** Reads the supply and balances of a token, the one tried out unless another is named. */
  look(accounts: readonly Hex[], token?: Hex): Promise<Sight>;
  /** A contract that answers every call with this number. */
  answering(value: bigint): Promise<Hex>;
  /** Does something and goes back to how it was before. */
  apart<Value>(work: () => Promise<Value>): Promise<Value>;
  mine(blocks: number, seconds: number): Promise<void>;
  /** The implementation and beacon slots of ERC-1967 and whose code runs when a balance is asked for, to see an upgrade by. */
  implementation(): Promise<string>;
  /** A word of the token's storage, and putting another one there. */
  word(slot: bigint): Promise<bigint>;
  put(slot: bigint, word: bigint): Promise<void>;
  /** How many more questions may be asked. */
  left(): number;
}

/** Puts our contracts on the fork. */
export async function setStage(fork: Fork, token: Hex, budget: number): Promise<Stage> {
  let left = budget;
  const rich = new Set<Hex>();
  const wallet = async (label: string): Promise<Hex> => {
    const address = freshAddress(token, label);
    // Not remembered over a revert: setting it twice is harmless, and a wallet without coins would look unlike a person's.
    if (!rich.has(address)) { rich.add(address); left -= 1; await fork.setBalance(address, 5n * 10n ** 18n); }
    return address;
  };
  const maker = await wallet('maker');
  const make = async (): Promise<Hex> => {
    const { contractAddress } = await fork.send({ from: maker, to: null, data: traderCode });
    if (contractAddress === null) throw new AppError('SIMULATION_UNAVAILABLE', { reason: 'the trading contract could not be made' });
    return contractAddress;
  };
  const trader = await make();
  const contractWallet = await make();

  const answerers = new Map<bigint, Hex>();
  return {
    token, trader, contractWallet, wallet,
    async answering(value) {
      const known = answerers.get(value);
      if (known) return known;
      left -= 1;
      const address = freshAddress(token, `answers ${value}`);
      // PUSH3 value, MSTORE at 0, RETURN 32 bytes; kept over a revert only where it was made outside of `apart`.
      await fork.setCode(address, `0x62${value.toString(16).padStart(6, '0')}60005260206000f3`);
      answerers.set(value, address);
      return address;
    },
    async send(from, to, data, { gas = ordinaryGas, gasPrice, value = 0n, operator } = {}) {
      left -= 1;
      if (operator) return fork.send({ from: operator, to: from, data: encode(traderSelectors.run, ['address', 'bytes'], [to, data]), gas });
      return fork.send({ from, to, data, gas, value, ...(gasPrice === undefined ? {} : { gasPrice }) });
    },
    async call(from, to, data) { left -= 1; return fork.call({ from, to, data, gas: 10_000_000n }); },
    async look(accounts, of = token) {
      left -= 1;
      const answer = await fork.call({ to: trader, data: encode(traderSelectors.look, ['address', 'address[]'], [of, [...accounts]]), gas: 10_000_000n });
      const [, , supply = largest, ...balances] = answer.ok ? words(answer.returned) : [];
      const known = (value: bigint | undefined): bigint | null => (value === undefined || value === largest ? null : value);
      const seen = new Map(accounts.map((account, index) => [account.toLowerCase(), known(balances[index])]));
      return { supply: known(supply), of: (account) => seen.get(account.toLowerCase()) ?? null };
    },
    async apart(work) {
      const snapshot = await fork.snapshot();
      const before = new Set(rich);
      try { return await work(); } finally {
        await fork.revert(snapshot);
        for (const one of rich) if (!before.has(one)) rich.delete(one);
      }
    },
    mine: (blocks, seconds) => fork.mine(blocks, seconds),
    async implementation() {
      left -= 3;
      const before = await fork.snapshot();
      const { calls } = await fork.send({ from: maker, to: token, data: `0x70a08231${'0'.repeat(24)}${maker.slice(2)}`, gas: ordinaryGas });
      await fork.revert(before);
      const ran = calls.filter(({ kind, from }) => kind === 'delegatecall' && from.toLowerCase() === token.toLowerCase()).map(({ to }) => to);
      return `${await fork.storage(token, implementationSlot)} ${await fork.storage(token, beaconSlot)} ${ran.join(' ')}`;
    },
    async word(slot) { left -= 1; return BigInt(await fork.storage(token, `0x${slot.toString(16)}`)); },
    async put(slot, word) { left -= 1; await fork.setStorage(token, `0x${slot.toString(16)}`, `0x${word.toString(16).padStart(64, '0')}`); },
    left: () => left,
  };
}

/** Reads one value of a call, null when it fails or answers too little. */
export async function readWord(stage: Stage, to: Hex, selector: string, types: readonly string[] = [], values: readonly Argument[] = []): Promise<bigint | null> {
  const answer = await stage.call(stage.trader, to, encode(selector, types, values));
  return answer.ok ? (words(answer.returned)[0] ?? null) : null;
}

export async function readAddress(stage: Stage, to: Hex, selector: string, types: readonly string[] = [], values: readonly Argument[] = []): Promise<Hex | null> {
  const value = await readWord(stage, to, selector, types, values);
  return value === null ? null : addressOf(value);
}
