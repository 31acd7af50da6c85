import type { Network } from '@hyperlens/protocol';

/** Ethereum's main network. */
export const ethereum: Network = {
  id: 'ethereum', name: 'Ethereum', chainId: 1, caip2: 'eip155:1', testnet: false, kind: 'remote',
  rpcUrls: ['https://ethereum-rpc.publicnode.com', 'https://eth.drpc.org', 'https://eth.merkle.io'],
  currency: { name: 'Ether', symbol: 'ETH', decimals: 18 }, evmVersion: 'cancun',
  fees: { type: 'eip1559', layer1: 'none', gasMarginPercent: 15 },
  confirmations: 6, confirmationTimeoutSeconds: 900, approval: 'always',
  explorer: { name: 'Etherscan', url: 'https://etherscan.io', apiUrl: 'https://api.etherscan.io/v2/api', kind: 'etherscan' },
  verifiers: ['sourcify', 'etherscan'],
  source: 'viem chain definition mainnet; chainid.network',
};
