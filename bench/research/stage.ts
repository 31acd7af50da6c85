import { encodeDeployData, encodeFunctionData, decodeFunctionResult, keccak256, numberToHex, parseEther, toHex, type Abi, type Address, type Hex, type PrivateKeyAccount } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { fundingAccounts, type Node } from './node.ts';

export interface Receipt { status: Hex; contractAddress: Address | null; blockNumber: Hex; gasUsed: Hex; transactionHash: Hex }
export interface Contract { address: Address; abi: Abi }

/** Accounts with known keys on a chain, and what they do there, one transaction after the other. */
export interface Stage {
  readonly node: Node;
  /** The account of a name; the same on every chain. */
  account(name: string): PrivateKeyAccount;
  /** Gives an account whole ether from the funded accounts. */
  fund(account: Address, ether: string): Promise<void>;
  /** Sends and waits. Throws an Error when the transaction fails, or when it does not and `refused` says that it must. */
  send(from: PrivateKeyAccount, transaction: { to?: Address; data?: Hex; value?: bigint; what: string; refused?: boolean }): Promise<Receipt>;
  deploy(from: PrivateKeyAccount, artifact: { abi: Abi; bytecode: Hex }, values: readonly unknown[], what: string): Promise<Contract>;
  write(from: PrivateKeyAccount, contract: Contract, name: string, values: readonly unknown[], options?: { value?: bigint; refused?: boolean }): Promise<Receipt>;
  /** Sets the account's EIP-7702 delegation by a transaction of its own. */
  delegate(from: PrivateKeyAccount, to: Address): Promise<void>;
  /** Does something and goes back to how everything was. */
  undone<Value>(use: () => Promise<Value>): Promise<Value>;
  read<Value>(contract: Contract, name: string, values?: readonly unknown[]): Promise<Value>;
}

const gas = 8_000_000n;
const gasPrice = 3_000_000_000n;

export async function openStage(node: Node): Promise<Stage> {
  const chainId = Number(await node.request('eth_chainId', []));
  const known = new Map<string, PrivateKeyAccount>();
  const nonces = new Map<Address, number>();
  const funders = fundingAccounts();
  const purse = new Map(await Promise.all(funders.map(async (one) => [one.address, BigInt(await node.request('eth_getBalance', [one.address, 'latest']) as Hex)] as const)));

  const nonceOf = async (address: Address): Promise<number> => nonces.get(address) ?? Number(await node.request('eth_getTransactionCount', [address, 'latest']));

  const stage: Stage = {
    node,
    account(name) {
      let account = known.get(name);
      if (!account) known.set(name, account = privateKeyToAccount(keccak256(toHex(`research bench: ${name}`))));
      return account;
    },
    async fund(account, ether) {
      const value = parseEther(ether);
      const payer = funders.find((one) => (purse.get(one.address) ?? 0n) > value + gas * gasPrice);
      if (!payer) throw new Error('the funded accounts have no ether left: is this a development chain, and a new one?');
      purse.set(payer.address, (purse.get(payer.address) ?? 0n) - value - 21_000n * gasPrice);
      await stage.send(payer as unknown as PrivateKeyAccount, { to: account, value, what: 'funding' });
    },
    async send(from, { to, data = '0x', value = 0n, what, refused = false }) {
      const nonce = await nonceOf(from.address);
      const raw = await from.signTransaction({ chainId, type: 'legacy', nonce, gas, gasPrice, data, value, ...(to ? { to } : {}) });
      nonces.set(from.address, nonce + 1);
      const hash = await node.request('eth_sendRawTransaction', [raw]);
      const receipt = await node.request('eth_getTransactionReceipt', [hash]) as Receipt | null;
      if (!receipt) throw new Error(`${what}: not mined at once`);
      if ((receipt.status === '0x1') === refused) {
        const call = { from: from.address, to, data, value: numberToHex(value), gas: numberToHex(gas) };
        const reason = refused ? 'it went through' : await node.request('eth_call', [call, numberToHex(BigInt(receipt.blockNumber) - 1n)]).then(() => 'no reason', (error: unknown) => String(error));
        throw new Error(`${what}: ${reason}`);
      }
      return receipt;
    },
    async deploy(from, { abi, bytecode }, values, what) {
      const { contractAddress } = await stage.send(from, { data: encodeDeployData({ abi, bytecode, args: values }), what: `creating ${what}` });
      if (!contractAddress) throw new Error(`${what} has no address`);
      return { address: contractAddress, abi };
    },
    async undone(use) {
      const counted = new Map(nonces);
      const snapshot = await node.request('evm_snapshot', []);
      try {
        return await use();
      } finally {
        await node.request('evm_revert', [snapshot]);
        nonces.clear();
        for (const [address, nonce] of counted) nonces.set(address, nonce);
      }
    },
    write: (from, { address, abi }, name, values, options = {}) => stage.send(from, { to: address, data: encodeFunctionData({ abi, functionName: name, args: values }), what: `${name} of ${address}`, ...options }),
    async delegate(from, to) {
      const nonce = await nonceOf(from.address);
      const authorization = await from.signAuthorization({ address: to, chainId, nonce: nonce + 1 });
      const raw = await from.signTransaction({ chainId, type: 'eip7702', nonce, gas: 200_000n, maxFeePerGas: gasPrice, maxPriorityFeePerGas: 0n, to: from.address, authorizationList: [authorization] });
      nonces.set(from.address, nonce + 2);
      await node.request('eth_sendRawTransaction', [raw]);
    },
    async read<Value>({ address, abi }: Contract, name: string, values: readonly unknown[] = []) {
      const data = await node.request('eth_call', [{ to: address, data: encodeFunctionData({ abi, functionName: name, args: values }) }, 'latest']) as Hex;
      return decodeFunctionResult({ abi, functionName: name, data }) as Value;
    },
  };
  return stage;
}
