import type { ExchangeFactory, KnownContracts } from '@hyperlens/protocol';

type Hex = `0x${string}`;

/** Addresses without a key that tokens are sent to for good. The zero address holds what was burned without lowering the supply. */
const burns: readonly Hex[] = ['0x0000000000000000000000000000000000000000', '0x000000000000000000000000000000000000dead', '0x0000000000000000000000000000000000000001'];

const factory = (name: string, kind: 'v2' | 'v3', address: Hex, router: Hex | null): ExchangeFactory => ({ name, kind, address: lower(address), router: router && lower(router) });
const named = (name: string, address: Hex): { name: string; address: Hex } => ({ name, address: lower(address) });
const quote = (symbol: string, address: Hex): { symbol: string; address: Hex } => ({ symbol, address: lower(address) });
const lower = (address: Hex): Hex => address.toLowerCase() as Hex;

/** Known contracts by chain id. A pool is also found where nobody is named here, by how the token's counterparties behave. */
const chains: Readonly<Record<number, KnownContracts>> = {
  1: {
    factories: [
      // Uniswap documentation, V2 and V3 deployments.
      factory('Uniswap V2', 'v2', '0x5C69bEe701ef814a2B6a3EDD4B1652CB9cc5aA6f', '0x7a250d5630B4cF539739dF2C5dAcb4c659F2488D'),
      factory('Uniswap V3', 'v3', '0x1F98431c8aD98523631AE4a59f267346ea31F984', '0xE592427A0AEce92De3Edee1F18E0157C05861564'),
      // SushiSwap documentation.
      factory('SushiSwap V2', 'v2', '0xC0AEe478e3658e2610c5F7A4A2E1777cE9e4f2Ac', '0xd9e1cE17f2641f24aE83637ab66a2cca9C378B9F'),
      // PancakeSwap developer documentation.
      factory('PancakeSwap V2', 'v2', '0x1097053Fd2ea711dad45caCcc45EfF7548fCB362', '0xEfF92A263d31888d860bD50809A8D171709b7b1c'),
      factory('PancakeSwap V3', 'v3', '0x0BFbCF9fa4f9C56B0F40a671Ad40E0805A091865', '0x1b81D678ffb9C0263b24A97847620C99d213eB14'),
    ],
    quotes: [
      quote('WETH', '0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2'), quote('USDC', '0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48'),
      quote('USDT', '0xdAC17F958D2ee523a2206206994597C13D831ec7'), quote('DAI', '0x6B175474E89094C44Da98b954EedeAC495271d0F'), quote('WBTC', '0x2260FAC5E5542a773Aa44fBCfeDf7C193bc2C599'),
    ],
    // Addresses as the lockers' own sites and verified contracts give them.
    lockers: [
      named('UNCX locker for Uniswap V2', '0x663A5C229c09b049E36dCc11a9B0d4a8Eb9db214'), named('UNCX locker for Uniswap V3', '0xFD235968e65B0990584585763f837A5b5330e6DE'),
      named('UNCX locker for SushiSwap', '0xED9180976c2a4742C7A57354FD39d8BEc6cbd8AB'), named('Team Finance locker', '0xE2fE530C047f2d85298b07D9333C05737f1435fB'), named('PinkLock V2', '0x71B5759d73262FBb223956913ecF4ecC51057641'),
    ],
    burns, labels: [],
  },
  11155111: {
    factories: [
      // Uniswap documentation, deployments on Sepolia.
      factory('Uniswap V2', 'v2', '0xF62c03E08ada871A0bEb309762E260a7a6a880E6', '0xeE567Fe1712Faf6149d80dA1E6934E354124CfE3'),
      factory('Uniswap V3', 'v3', '0x0227628f3F023bb0B980b67D528571c95c6DaC1c', '0x3bFA4769FB09eefC5a80d6E87c3B9C650f7Ae48E'),
    ],
    quotes: [quote('WETH', '0xfFf9976782d46CC05630D1f6eBAb18b2324d6B14'), quote('USDC', '0x1c7D4B196Cb0C7B01d743Fbc6116a902379C7238')],
    lockers: [], burns, labels: [],
  },
  5000: {
    factories: [
      // Agni Finance, FusionX and Merchant Moe documentation.
      factory('Agni', 'v3', '0x25780dc8Fc3cfBD75F33bFDAB65e969b603b2035', '0x319B69888b0d11cEC22caA5034e25FfFBDc88421'),
      factory('FusionX V3', 'v3', '0x530d2766D1988CC1c000C8b7d00334c14B69AD71', '0x5989FB161568b9F133eDf5Cf6787f5597762797F'),
      factory('FusionX V2', 'v2', '0xE5020961fA51ffd3662CDf307dEf18F9a87Cce7c', '0xDd0840118bF9CCCc6d67b2944ddDfbdb995955FD'),
      factory('Merchant Moe', 'v2', '0x5bEf015CA9424A7C07B68490616a4C1F094BEdEc', '0xeaEE7EE68874218c3558b40063c42B82D3E7232a'),
    ],
    quotes: [
      quote('WMNT', '0x78c1b0C915c4FAA5FffA6CAbf0219DA63d7f4cb8'), quote('USDC', '0x09Bc4E0D864854c6aFB6eB9A9cdF58aC190D0dF9'), quote('USDT', '0x201EBa5CC46D216Ce6DC03F6a759e8E766e956aE'),
      quote('WETH', '0xdEAddEaDdeadDEadDEADDEAddEADDEAddead1111'), quote('mETH', '0xcDA86A272531e8640cD7F1a92c01839911B90bb0'),
    ],
    lockers: [], burns, labels: [],
  },
};

/** The known contracts of a chain; one that is not described here has its burn addresses only. */
export function knownContracts(chainId: number): KnownContracts {
  return chains[chainId] ?? { factories: [], quotes: [], lockers: [], burns, labels: [] };
}
