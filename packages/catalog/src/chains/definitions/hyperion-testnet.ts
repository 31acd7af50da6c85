import type { Network } from '@hyperlens/protocol';

/** Hyperion, the Metis layer 2, test network. The faucet has no documented address, so none is given. */
export const hyperionTestnet: Network = {
  id: 'hyperion-testnet', name: 'Hyperion Testnet', chainId: 133717, caip2: 'eip155:133717', testnet: true, kind: 'remote',
  // The first stands in most published configurations; the second as "public RPC" in HyperKit's TaskOn integration guide. Neither could be
  // tried where this was written, and the chain id of an endpoint is checked before anything is sent to it.
  rpcUrls: ['https://hyperion-testnet.metisdevops.link', 'https://hyperion-testnet-rpc.metisdevops.link'],
  currency: { name: 'Test Metis', symbol: 'tMETIS', decimals: 18 }, evmVersion: 'cancun',
  fees: { type: 'eip1559', layer1: 'none', gasMarginPercent: 15 },
  confirmations: 2, confirmationTimeoutSeconds: 300, approval: 'always',
  explorer: { name: 'Hyperion Explorer', url: 'https://hyperion-testnet-explorer.metisdevops.link', apiUrl: 'https://hyperion-testnet-explorer.metisdevops.link/api', kind: 'blockscout' },
  verifiers: ['blockscout'],
  source: 'docs.metis.io/hyperion (Pectra fork); RPC and explorer from published third-party configurations, liveness not verified',
};
