import path from 'node:path';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

const locations: Record<string, () => string> = {
  '@openzeppelin/contracts': () => path.dirname(require.resolve('@openzeppelin/contracts/package.json')),
  '@openzeppelin/contracts-upgradeable': () => path.dirname(require.resolve('@openzeppelin/contracts-upgradeable/package.json')),
  hyperlens: () => path.resolve(import.meta.dirname, '../solidity/hyperlens'),
};

/** Import prefixes the product ships Solidity for. */
export const shippedPackages: readonly string[] = Object.keys(locations);

/** The package a source name belongs to and the folder it is read from; null when the product does not ship it. */
export function locateShipped(name: string): { folder: string; file: string } | null {
  const prefix = shippedPackages.find((candidate) => name.startsWith(`${candidate}/`));
  const folder = prefix === undefined ? undefined : locations[prefix]?.();
  if (prefix === undefined || folder === undefined) return null;
  return { folder, file: path.join(folder, name.slice(prefix.length + 1)) };
}
