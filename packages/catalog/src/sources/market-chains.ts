/**
 * What market sources call a chain. CoinGecko's are the ids of its asset platforms (docs.coingecko.com, /asset_platforms); CoinMarketCap's are the
 * slugs of the coins that are native to the chain, as its `platform.slug` has them. A chain that is not here is one nobody quotes prices on.
 */
export const marketChains: Readonly<Record<number, { coingecko: string; coinmarketcap: readonly string[] }>> = {
  1: { coingecko: 'ethereum', coinmarketcap: ['ethereum'] },
  10: { coingecko: 'optimistic-ethereum', coinmarketcap: ['optimism', 'optimism-ethereum'] },
  25: { coingecko: 'cronos', coinmarketcap: ['cronos'] },
  56: { coingecko: 'binance-smart-chain', coinmarketcap: ['bnb', 'binance-coin'] },
  100: { coingecko: 'xdai', coinmarketcap: ['gnosis', 'gnosis-gno'] },
  137: { coingecko: 'polygon-pos', coinmarketcap: ['polygon', 'polygon-ecosystem-token'] },
  250: { coingecko: 'fantom', coinmarketcap: ['fantom'] },
  324: { coingecko: 'zksync', coinmarketcap: ['zksync', 'zksync-era'] },
  5000: { coingecko: 'mantle', coinmarketcap: ['mantle'] },
  8453: { coingecko: 'base', coinmarketcap: ['base'] },
  42161: { coingecko: 'arbitrum-one', coinmarketcap: ['arbitrum'] },
  42220: { coingecko: 'celo', coinmarketcap: ['celo'] },
  43114: { coingecko: 'avalanche', coinmarketcap: ['avalanche'] },
  59144: { coingecko: 'linea', coinmarketcap: ['linea'] },
  81457: { coingecko: 'blast', coinmarketcap: ['blast'] },
  534352: { coingecko: 'scroll', coinmarketcap: ['scroll'] },
};
