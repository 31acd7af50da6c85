import type { HookId, ParentPart } from './parts.ts';

const base = '@openzeppelin/contracts/';
const upgradeableBase = '@openzeppelin/contracts-upgradeable/';

interface Entry { path: string; order: number; hooks?: HookId[]; /** The same contract serves upgradeable ones. */ shared?: boolean; /** The extended base that takes the constructor arguments. */ argumentsOf?: 'Ownable' }

/** Bases of OpenZeppelin Contracts 5.x that kinds build on, in an order that linearises. */
const entries = {
  Initializable: { path: 'proxy/utils/Initializable.sol', order: 0, shared: true },
  ERC20: { path: 'token/ERC20/ERC20.sol', order: 10, hooks: ['erc20Update', 'decimals'] },
  ERC20Burnable: { path: 'token/ERC20/extensions/ERC20Burnable.sol', order: 20 },
  ERC20Capped: { path: 'token/ERC20/extensions/ERC20Capped.sol', order: 21, hooks: ['erc20Update'] },
  ERC20Pausable: { path: 'token/ERC20/extensions/ERC20Pausable.sol', order: 22, hooks: ['erc20Update'] },
  ERC20FlashMint: { path: 'token/ERC20/extensions/ERC20FlashMint.sol', order: 23, hooks: ['maxFlashLoan'] },
  ERC20Permit: { path: 'token/ERC20/extensions/ERC20Permit.sol', order: 24, hooks: ['nonces'] },
  ERC20Votes: { path: 'token/ERC20/extensions/ERC20Votes.sol', order: 25, hooks: ['erc20Update', 'clock', 'clockMode'] },
  ERC4626: { path: 'token/ERC20/extensions/ERC4626.sol', order: 26, hooks: ['decimals'] },
  ERC721: { path: 'token/ERC721/ERC721.sol', order: 10, hooks: ['erc721Update', 'increaseBalance', 'tokenUri', 'supportsInterface', 'baseUri'] },
  ERC721Enumerable: { path: 'token/ERC721/extensions/ERC721Enumerable.sol', order: 20, hooks: ['erc721Update', 'increaseBalance', 'supportsInterface'] },
  ERC721URIStorage: { path: 'token/ERC721/extensions/ERC721URIStorage.sol', order: 21, hooks: ['tokenUri', 'supportsInterface'] },
  ERC721Pausable: { path: 'token/ERC721/extensions/ERC721Pausable.sol', order: 22, hooks: ['erc721Update'] },
  ERC721Burnable: { path: 'token/ERC721/extensions/ERC721Burnable.sol', order: 23 },
  ERC721Royalty: { path: 'token/ERC721/extensions/ERC721Royalty.sol', order: 24, hooks: ['supportsInterface'] },
  EIP712: { path: 'utils/cryptography/EIP712.sol', order: 12 },
  ERC721Votes: { path: 'token/ERC721/extensions/ERC721Votes.sol', order: 26, hooks: ['erc721Update', 'increaseBalance', 'clock', 'clockMode'] },
  ERC1155: { path: 'token/ERC1155/ERC1155.sol', order: 10, hooks: ['erc1155Update', 'supportsInterface'] },
  ERC1155Burnable: { path: 'token/ERC1155/extensions/ERC1155Burnable.sol', order: 20 },
  ERC1155Pausable: { path: 'token/ERC1155/extensions/ERC1155Pausable.sol', order: 21, hooks: ['erc1155Update'] },
  ERC1155Supply: { path: 'token/ERC1155/extensions/ERC1155Supply.sol', order: 22, hooks: ['erc1155Update'] },
  ERC2981: { path: 'token/common/ERC2981.sol', order: 30, hooks: ['supportsInterface'] },
  AccessControl: { path: 'access/AccessControl.sol', order: 40, hooks: ['supportsInterface'] },
  Ownable: { path: 'access/Ownable.sol', order: 40 },
  Ownable2Step: { path: 'access/Ownable2Step.sol', order: 41, argumentsOf: 'Ownable' },
  Pausable: { path: 'utils/Pausable.sol', order: 42 },
  ReentrancyGuard: { path: 'utils/ReentrancyGuard.sol', order: 43, shared: true },
  UUPSUpgradeable: { path: 'proxy/utils/UUPSUpgradeable.sol', order: 50, hooks: ['authorizeUpgrade'], shared: true },
} as const satisfies Record<string, Entry>;

/** Names of the bases `openZeppelinParent` knows. */
export type ParentName = keyof typeof entries;

/**
 * A base contract of OpenZeppelin by its plain name. For upgradeable contracts the `Upgradeable` twin is taken
 * (contracts-upgradeable 5.7.0), except for the bases both share.
 */
export function openZeppelinParent(name: ParentName, upgradeable: boolean, args?: string[]): ParentPart {
  const entry: Entry = entries[name];
  const twin = upgradeable && entry.shared !== true;
  const extended = entry.argumentsOf ? openZeppelinParent(entry.argumentsOf, upgradeable) : undefined;
  return {
    ...(extended ? { argumentsOf: { name: extended.name, path: extended.path, ...(extended.initializer ? { initializer: extended.initializer } : {}) } } : {}),
    name: twin ? `${name}Upgradeable` : name,
    path: twin ? `${upgradeableBase}${entry.path.replace(/\.sol$/, 'Upgradeable.sol')}` : `${base}${entry.path}`,
    order: entry.order,
    ...(args ? { arguments: args } : {}),
    ...(entry.hooks ? { hooks: entry.hooks } : {}),
    ...(twin ? { initializer: `__${name}_init` } : {}),
  };
}

/** Import path of any other file of OpenZeppelin Contracts, `utils/Strings.sol`. */
export function openZeppelinPath(path: string, upgradeable = false): string {
  return `${upgradeable ? upgradeableBase : base}${path}`;
}
