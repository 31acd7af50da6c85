import type { Network } from '@hyperlens/protocol';

/** Ethereum's test network for applications. */
export const sepolia: Network = {
  id: 'sepolia', name: 'Sepolia', chainId: 11155111, caip2: 'eip155:11155111', testnet: true, kind: 'remote',
  rpcUrls: ['https://ethereum-sepolia-rpc.publicnode.com', 'https://sepolia.drpc.org'],
  currency: { name: 'Sepolia Ether', symbol: 'ETH', decimals: 18 }, evmVersion: 'cancun',
  fees: { type: 'eip1559', layer1: 'none', gasMarginPercent: 15 },
  confirmations: 2, confirmationTimeoutSeconds: 300, approval: 'always',
  explorer: { name: 'Etherscan', url: 'https://sepolia.etherscan.io', apiUrl: 'https://api.etherscan.io/v2/api', kind: 'etherscan' },
  faucet: 'https://cloud.google.com/application/web3/faucet/ethereum/sepolia', verifiers: ['sourcify', 'etherscan'],
  source: 'viem chain definition sepolia; chainid.network',
};
