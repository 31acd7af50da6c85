import type { Network } from '@hyperlens/protocol';

/** Mantle's main network. Gas is paid in MNT, with a layer-1 data fee on top. */
export const mantle: Network = {
  id: 'mantle', name: 'Mantle', chainId: 5000, caip2: 'eip155:5000', testnet: false, kind: 'remote',
  rpcUrls: ['https://rpc.mantle.xyz', 'https://mantle.drpc.org', 'https://mantle-rpc.publicnode.com'],
  currency: { name: 'Mantle', symbol: 'MNT', decimals: 18 }, evmVersion: 'cancun',
  fees: { type: 'eip1559', layer1: 'mantle', oracle: '0x420000000000000000000000000000000000000F', gasMarginPercent: 15 },
  confirmations: 5, confirmationTimeoutSeconds: 600, approval: 'always',
  explorer: { name: 'Mantlescan', url: 'https://mantlescan.xyz', apiUrl: 'https://api.etherscan.io/v2/api', kind: 'etherscan' },
  verifiers: ['sourcify', 'etherscan'],
  source: 'viem chain definition mantle; Mantle documentation',
};
