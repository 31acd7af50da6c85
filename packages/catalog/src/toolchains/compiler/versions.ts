import { createRequire } from 'node:module';
import { AppError } from '@hyperlens/protocol';
import semver from 'semver';

/** Package that carries each bundled compiler (soljson.js), newest first. Adding one is one line here and one in package.json. */
const packages: Record<string, string> = {
  '0.8.37': 'solc', '0.8.30': 'solc-0.8.30', '0.8.28': 'solc-0.8.28', '0.8.20': 'solc-0.8.20', '0.8.17': 'solc-0.8.17',
  '0.7.6': 'solc-0.7.6', '0.6.12': 'solc-0.6.12', '0.5.17': 'solc-0.5.17', '0.4.26': 'solc-0.4.26',
};

/** Bundled compiler versions, newest first. */
export const bundledVersions: readonly string[] = Object.keys(packages);
/** Taken whenever the pragmas allow it: recent, and known to the block explorers. */
export const defaultVersion = '0.8.30';

const require = createRequire(import.meta.url);

/** Files a worker needs for one version. The modern wrapper drives every old compiler; their own wrappers do not run on Node 24. */
export function compilerFiles(version: string): { soljson: string; wrapper: string } {
  const name = packages[version];
  if (!name) throw new AppError('COMPILER_VERSION_UNAVAILABLE', { wanted: version, available: bundledVersions.join(', ') });
  return { soljson: require.resolve(`${name}/soljson.js`), wrapper: require.resolve('solc/wrapper') };
}

export interface VersionChoice {
  version: string;
  /** The version the sources ask for when another one was taken in its place. */
  insteadOf?: string;
}

/**
 * The compiler for a set of pragmas: the default when they allow it, else the newest bundled one that satisfies all.
 * With `substitute`, the bundled version of the same minor series nearest to the asked one when none satisfies.
 * Throws COMPILER_VERSION_UNAVAILABLE.
 */
export function chooseVersion(pragmas: readonly string[], wanted: string | undefined, substitute: boolean): VersionChoice {
  if (wanted !== undefined) {
    const exact = semver.clean(wanted.replace(/\+.*$/, ''));
    if (exact && exact in packages) return { version: exact };
    const near = substitute && exact ? nearest(exact) : undefined;
    if (near && exact) return { version: near, insteadOf: exact };
    throw unavailable(wanted);
  }
  const ranges = [...new Set(pragmas)];
  const fits = (version: string): boolean => ranges.every((range) => semver.satisfies(version, range));
  if (fits(defaultVersion)) return { version: defaultVersion };
  const bundled = bundledVersions.find(fits);
  if (bundled) return { version: bundled };
  if (substitute) {
    // The highest lower bound is the version the sources were most likely written for.
    const bounds = ranges.flatMap((range) => (semver.validRange(range) ? [semver.minVersion(range)] : [])).filter((bound) => bound !== null);
    const highest = semver.rsort(bounds.map((bound) => bound.version))[0];
    const near = highest ? nearest(highest) : undefined;
    if (near && highest) return { version: near, insteadOf: ranges.join(' and ') };
  }
  throw unavailable(ranges.join(' and '));
}

/** The newest bundled compiler of each other minor series the pragmas allow, newest first: what to try when the chosen one refuses the sources. */
export function otherSeries(pragmas: readonly string[], chosen: string): string[] {
  const series = new Set([semver.minor(chosen)]);
  return bundledVersions.filter((version) => {
    if (series.has(semver.minor(version)) || !pragmas.every((range) => semver.satisfies(version, range))) return false;
    series.add(semver.minor(version));
    return true;
  });
}

function unavailable(wanted: string): AppError {
  return new AppError('COMPILER_VERSION_UNAVAILABLE', { wanted: wanted.slice(0, 200), available: bundledVersions.join(', ') });
}

function nearest(version: string): string | undefined {
  const asked = semver.parse(version);
  if (!asked) return undefined;
  const distance = (candidate: string): number => Math.abs(semver.patch(candidate) - asked.patch);
  const series = bundledVersions.filter((candidate) => semver.major(candidate) === asked.major && semver.minor(candidate) === asked.minor);
  return series.toSorted((one, other) => distance(one) - distance(other))[0];
}

/** Hard forks with the compiler that first knew them (Solidity changelog), oldest first. */
const hardForks: readonly (readonly [name: string, since: string])[] = [
  ['homestead', '0.4.21'], ['tangerineWhistle', '0.4.21'], ['spuriousDragon', '0.4.21'], ['byzantium', '0.4.21'], ['constantinople', '0.4.21'],
  ['petersburg', '0.5.5'], ['istanbul', '0.5.14'], ['berlin', '0.8.5'], ['london', '0.8.7'], ['paris', '0.8.18'], ['shanghai', '0.8.20'],
  ['cancun', '0.8.24'], ['prague', '0.8.27'], ['osaka', '0.8.29'],
];

/** The hard fork to compile for when none is asked: Cancun, which the supported chains have, or the newest an older compiler makes safely. */
export function defaultEvmVersion(version: string): string {
  if (semver.lt(version, '0.5.5')) return 'byzantium';
  if (semver.lt(version, '0.5.14')) return 'petersburg';
  return newestKnown(version, 'cancun');
}

/** The asked hard fork, or the newest one the compiler knows before it. Unknown names are handed on for the compiler to refuse. */
export function newestKnown(version: string, asked: string): string {
  const wanted = hardForks.findIndex(([name]) => name === asked);
  if (wanted < 0) return asked;
  const known = hardForks.slice(0, wanted + 1).findLast(([, since]) => semver.gte(version, since));
  return known?.[0] ?? asked;
}
