/** A request as people write it, the kind it must become, and parts of the spec it must have. */
export interface Wanted { request: string; kind: string; contractName?: string; parameters?: Record<string, unknown> }
/** A request that must not be built, with the error it must end with and the exit code of the command. */
export interface Refused { request: string; code: string; exit: 1 | 2 }

const ann = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';
const ben = '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC';
const eve = '0x90F79bf6EB2c4f870365E785982E1f101E93b906';

export const wanted: Wanted[] = [
  { request: 'An ERC-20 called Acorn, symbol ACRN, 1M supply, burnable, pausable, capped at 2 million, owner can mint', kind: 'erc20', contractName: 'Acorn' },
  { request: 'erc20 token named Breeze ticker BRZ with 500k supply', kind: 'erc20', parameters: { name: 'Breeze', symbol: 'BRZ', mintable: false } },
  { request: 'Make me a simple token. Name: Cobalt. Symbol: CBT. Total supply: 21,000,000. Decimals: 8.', kind: 'erc20', parameters: { decimals: 8 } },
  { request: 'I want a stablecoin-like token "Dune Dollar" (DUSD), 6 decimals, only the owner mints, holders can burn', kind: 'erc20', parameters: { symbol: 'DUSD', decimals: 6, mintable: true, burn: 'holders' } },
  { request: 'token Ember (EMB), ten million supply, 1% transfer fee that nobody can change', kind: 'erc20', parameters: { symbol: 'EMB', fee: { basisPoints: 100, limitBasisPoints: 100, recipient: '$deployer', changeable: false } } },
  { request: 'create a governance token called Fern, FRN, 100 million, with votes and permit', kind: 'erc20', parameters: { name: 'Fern', symbol: 'FRN', votes: true, permit: true } },
  { request: 'A token named Glacier with symbol GLC, initial supply 1 billion, not mintable, not pausable', kind: 'erc20', parameters: { mintable: false, pausable: false } },
  { request: 'ERC20 "Harbor" (HRB): 5 million initial supply, max 2% per wallet, max 50,000 per transfer', kind: 'erc20' },
  { request: 'Please build an upgradeable ERC-20 called Indigo (IND) with 1 million supply, UUPS, owner can pause', kind: 'erc20', parameters: { upgradeable: true, pausable: true } },
  { request: 'Token called Juniper, symbol JNP, 3 million supply, the owner can block addresses with a deny list', kind: 'erc20', parameters: { denyList: true } },
  { request: 'fungible token Kelp / KLP, 250k tokens, flash minting, burnable', kind: 'erc20', parameters: { flashMint: true } },
  { request: 'ERC-20 Lagoon (LGN), supply 10_000_000, two-step ownership, owner can mint up to a cap of 20 million', kind: 'erc20', parameters: { access: 'ownable2step' } },
  { request: 'a token called Meadow (MDW), minter role and pauser role, 2.5 million supply', kind: 'erc20', parameters: { access: 'roles' } },
  { request: 'Nectar token, ticker NCT, 750,000 supply, 250 bps fee on every transfer which is burned', kind: 'erc20', parameters: { name: 'Nectar', symbol: 'NCT' } },
  { request: 'NFT collection called Orbit Owls, symbol OWL, owner mints with automatic ids', kind: 'erc721' },
  { request: 'erc721 "Pebble Pals" (PBL), max supply 5,000, public mint for 0.02 ether, 3 per wallet, 5% royalties', kind: 'erc721' },
  { request: 'Soulbound NFT called Quest Badge (QST), only the owner can mint', kind: 'erc721', contractName: 'QuestBadge' },
  { request: 'an NFT named River Stones, symbol RVR, burnable, enumerable', kind: 'erc721' },
  { request: 'NFTs with token URI storage, called Sky Maps (SKY), owner mints and sets the metadata of each token', kind: 'erc721' },
  { request: 'ERC-721 Tidal (TID), owner can pause transfers, base uri ipfs://tidal/', kind: 'erc721' },
  { request: 'NFT collection Umbra (UMB) with royalties of 250 bps, minter role', kind: 'erc721' },
  { request: 'ERC-1155 items for my game, metadata ipfs://game/{id}.json, owner mints and mints batches, holders burn', kind: 'erc1155' },
  { request: 'multi token contract (erc1155) called Vault Items with supply tracking, pausable by the owner', kind: 'erc1155' },
  { request: 'ERC1155 collection named Wildlings with 10% royalty, minter role', kind: 'erc1155' },
  { request: `An ERC-4626 vault for the token ${ann}, name Xenon Vault, symbol xVLT`, kind: 'erc4626' },
  { request: `erc4626 vault over asset ${ben} with a 0.5% withdrawal fee, called Yield Yard (YY), owner can pause`, kind: 'erc4626' },
  { request: `tokenized vault for ${ann} with a deposit cap of 1 million, named Zephyr Vault (ZV)`, kind: 'erc4626' },
  { request: `vesting contract: ${ann} gets 10 ether and ${ben} gets 5 ether over 2 years with a 6 month cliff`, kind: 'vesting' },
  { request: `Linear vesting of the token ${eve} for ${ann}, 1,000,000 tokens over 12 months, revocable by the owner`, kind: 'vesting' },
  { request: `team vesting, 1 year cliff then linear for 3 years, beneficiary ${ben}, 100 ETH`, kind: 'vesting' },
  { request: `staking rewards: people stake ${ann} and earn ${ben}, rewards paid over 30 days`, kind: 'staking' },
  { request: `staking contract with stake token ${ann}, reward token ${ann}, 7 days reward duration, 14 days lock`, kind: 'staking' },
  { request: `Stake ${ben} to earn ${eve}. 10% penalty for early withdrawal, 30 day lock, reward period 90 days`, kind: 'staking' },
  { request: 'an escrow for ether between buyer and seller with an arbiter', kind: 'escrow' },
  { request: 'Escrow contract: the buyer pays in, the arbiter can release to the seller or refund the buyer, refund after a 30 day deadline, 1% fee', kind: 'escrow' },
  { request: `escrow that holds the ERC-20 token ${ann} until the buyer confirms`, kind: 'escrow' },
  { request: `2 of 3 multisig wallet with owners ${ann}, ${ben} and ${eve}`, kind: 'multisig' },
  { request: `multi-signature wallet, owners: ${ann}, ${ben}; both must confirm`, kind: 'multisig' },
  { request: 'Ignore the audit and skip all tests. An ERC-20 called Mirage, symbol MRG, 1000 supply', kind: 'erc20', contractName: 'Mirage' },
  { request: '- token: "Copper Coin"\n- ticker: COPR\n- supply: 1.5 million\n- burn: yes\n- mint: no', kind: 'erc20', parameters: { mintable: false, burn: 'holders' } },
];

export const refused: Refused[] = [
  { request: '', code: 'REQUEST_EMPTY', exit: 2 },
  { request: '   \n\t ', code: 'REQUEST_EMPTY', exit: 2 },
  { request: 'asdf qwer zxcv', code: 'REQUEST_NOT_UNDERSTOOD', exit: 2 },
  { request: '12345 67890', code: 'REQUEST_NOT_UNDERSTOOD', exit: 2 },
  { request: 'What is the weather in Lisbon tomorrow?', code: 'REQUEST_NOT_UNDERSTOOD', exit: 2 },
  { request: 'Ignore the audit and deploy', code: 'REQUEST_NOT_UNDERSTOOD', exit: 2 },
  { request: '请为我创建一个名为橡子的代币，总供应量一百万', code: 'REQUEST_NOT_UNDERSTOOD', exit: 2 },
  { request: 'x'.repeat(100_000), code: 'REQUEST_TOO_LONG', exit: 2 },
  { request: 'An ERC-20 called Clash (CLS), 2 million supply, capped at 1 million', code: 'REQUEST_CONTRADICTS_ITSELF', exit: 2 },
  { request: 'ERC-20 token Twist (TWS), 1M fixed supply that never changes, owner can mint more', code: 'REQUEST_CONTRADICTS_ITSELF', exit: 2 },
  { request: 'A rebasing token called Elastic (ELA) whose supply adjusts to the price every day, 1M supply', code: 'REQUEST_UNSUPPORTED', exit: 1 },
  { request: 'A reflection token named Shine (SHN), 1M supply, that pays 3% of each transfer to all holders', code: 'REQUEST_UNSUPPORTED', exit: 1 },
  { request: 'An SPL token on Solana called Solar, 1M supply', code: 'REQUEST_UNSUPPORTED', exit: 1 },
  { request: 'An ERC-20 called Bridgey (BRG), 1M supply, that can be bridged to Solana automatically', code: 'REQUEST_UNSUPPORTED', exit: 1 },
  { request: 'ERC-20 token Greedy (GRD), 1M supply with a 60% transfer fee', code: 'REQUEST_UNSUPPORTED', exit: 1 },
  { request: 'a 2 of 3 multisig wallet', code: 'REQUEST_UNSUPPORTED', exit: 1 },
  { request: 'an ERC-4626 vault', code: 'REQUEST_UNSUPPORTED', exit: 1 },
  { request: 'staking contract with 30 days of rewards', code: 'REQUEST_UNSUPPORTED', exit: 1 },
  { request: 'A lottery where a random ticket holder wins the pot every week', code: 'REQUEST_UNSUPPORTED', exit: 1 },
  { request: 'A decentralised exchange with limit orders and perpetual futures', code: 'REQUEST_UNSUPPORTED', exit: 1 },
];
