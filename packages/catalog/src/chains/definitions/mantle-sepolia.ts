import type { Network } from '@hyperlens/protocol';

/** Mantle's test network. Gas is paid in MNT, with a layer-1 data fee on top. */
export const mantleSepolia: Network = {
  id: 'mantle-sepolia', name: 'Mantle Sepolia', chainId: 5003, caip2: 'eip155:5003', testnet: true, kind: 'remote',
  rpcUrls: ['https://rpc.sepolia.mantle.xyz', 'https://mantle-sepolia.drpc.org'],
  currency: { name: 'Mantle', symbol: 'MNT', decimals: 18 }, evmVersion: 'cancun',
  fees: { type: 'eip1559', layer1: 'mantle', oracle: '0x420000000000000000000000000000000000000F', gasMarginPercent: 15 },
  confirmations: 2, confirmationTimeoutSeconds: 300, approval: 'always',
  explorer: { name: 'Mantle Sepolia Explorer', url: 'https://explorer.sepolia.mantle.xyz', apiUrl: 'https://explorer.sepolia.mantle.xyz/api', kind: 'blockscout' },
  faucet: 'https://faucet.sepolia.mantle.xyz/', verifiers: ['sourcify', 'blockscout', 'etherscan'],
  source: 'viem chain definition mantleSepoliaTestnet; Mantle documentation',
};
