export { makeNetworks, type NetworksOptions } from './networks.ts';
export { builtinNetworks, resolveNetworks, type NetworkEntry } from './registry.ts';
export { deploymentEncoder, encodeDeployment, encodeProxied } from './encode.ts';
export { developmentAddresses } from './local/accounts.ts';
export { makeLocalChain, type LocalChain, type LocalChainOptions } from './local/owner.ts';
export { knownContracts } from './exchanges.ts';
export { redactUrl } from './redact.ts';
export type { Fetch } from './rpc.ts';
export { makeChainReaders, type ChainReadersOptions } from './reader/reader.ts';
