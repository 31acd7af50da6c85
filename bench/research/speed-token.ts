import type { ChainClient } from '@hyperlens/protocol';
import { developmentMnemonic } from '@hyperlens/protocol';
import { makeCompiler } from '@hyperlens/catalog/toolchains';
import { encodeFunctionData, parseAbi, type Hex } from 'viem';
import { mnemonicToAccount } from 'viem/accounts';

/**
 * A token that gives one unit each to as many accounts as it is told in one transaction. Balances follow from the number of accounts instead of
 * storage, because storing 100 000 of them would take ten times the gas and say nothing about reading logs.
 */
const source = `// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;
contract Crowd {
  event Transfer(address indexed from, address indexed to, uint256 value);
  string public constant name = "Crowd";
  string public constant symbol = "CRWD";
  uint8 public constant decimals = 0;
  uint256 public totalSupply;
  uint256 private constant base = 1 << 156;
  uint256 private constant step = 0x100000001;
  function welcome(uint256 count) external {
    uint256 first = totalSupply;
    for (uint256 i = 0; i < count; ++i) emit Transfer(address(0), address(uint160(base + (first + i) * step)), 1);
    totalSupply = first + count;
  }
  function balanceOf(address who) external view returns (uint256) {
    if (uint160(who) < base) return 0;
    uint256 offset = uint160(who) - base;
    return offset % step == 0 && offset / step < totalSupply ? 1 : 0;
  }
}`;

const abi = parseAbi(['function welcome(uint256 count)']);
/** Transfers one transaction can emit below the gas limit of a transaction (EIP-7825). */
export const perTransaction = 5_000;

export interface Crowd { token: Hex; creationBlock: number; welcome(count: number): Promise<void> }

/** Deploys the token on the local chain. */
export async function deployCrowd(client: ChainClient): Promise<Crowd> {
  const compiler = makeCompiler();
  const result = await compiler.compile({ sources: { 'Crowd.sol': source } }).finally(() => compiler.close());
  const bytecode = result.contracts.find((contract) => contract.name === 'Crowd')?.bytecode;
  if (!bytecode) throw new Error('the token of the bench does not compile');
  const account = mnemonicToAccount(developmentMnemonic);
  const send = async (to: Hex | null, data: Hex, gas: bigint) => {
    const nonce = await client.nonce(account.address, 'pending');
    const fees = { maxFeePerGas: 100_000_000_000n, maxPriorityFeePerGas: 1n };
    const receipt = await client.receipt(await client.send(await account.signTransaction({ type: 'eip1559', chainId: 31337, nonce, to, data, gas, ...fees })));
    if (receipt?.status !== 'success') throw new Error('a transaction of the bench failed');
    return receipt;
  };
  const { contractAddress, blockNumber } = await send(null, `0x${bytecode}`, 3_000_000n);
  return {
    token: contractAddress!, creationBlock: blockNumber,
    async welcome(count) {
      for (let left = count; left > 0; left -= perTransaction) {
        await send(contractAddress, encodeFunctionData({ abi, args: [BigInt(Math.min(left, perTransaction))] }), 16_000_000n);
      }
    },
  };
}
