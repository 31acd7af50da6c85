import type { Network } from '@hyperlens/protocol';

/** The built-in chain: an EDR node in a child process that starts on first use and keeps its state. Its accounts are funded and public. */
export const local: Network = {
  id: 'local', name: 'Local chain', chainId: 31337, caip2: 'eip155:31337', testnet: true, kind: 'local', rpcUrls: [],
  currency: { name: 'Ether', symbol: 'ETH', decimals: 18 }, evmVersion: 'cancun',
  fees: { type: 'eip1559', layer1: 'none', gasMarginPercent: 15 },
  confirmations: 0, confirmationTimeoutSeconds: 30, approval: 'never', verifiers: [],
  source: 'chain id 31337 and funded accounts are the convention of Hardhat and Foundry',
};
