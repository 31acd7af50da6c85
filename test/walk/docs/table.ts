/** What a test needs to know to run the commands of the pages: how placeholders are filled in, and which commands cannot be run and why. */
export interface Fixtures {
  /** A Solidity file without findings, a project with a passing test, a key file, a tasks file, a folder for results. */
  file: string;
  project: string;
  key: string;
  tasks: string;
  results: string;
  /** A completed run that deployed, and one that did not. */
  deployed: string;
  undeployed: string;
  /** A run that waits for approval, is cancelled, retried and cancelled again, in this order. */
  waiting: string;
}

/** One command line for the shell, and the exit code it must end with. */
export interface Line { shell: string; exit: number }
const ok = (shell: string): Line => ({ shell, exit: 0 });
const request = '"An ERC-20 called Docs, symbol DOCS, 1000 supply"';

/** Commands that leave something to the reader, or name several at once. Every other command is run as it stands. */
export const examples: Record<string, (given: Fixtures) => Line[]> = {
  'bin/hyperlens build "..." --yes': () => [ok(`bin/hyperlens build ${request} --yes`)],
  'bin/hyperlens build "..." --spec-only': () => [ok(`bin/hyperlens build ${request} --spec-only`)],
  'bin/hyperlens build "..."': () => [ok(`bin/hyperlens build ${request} --no-deploy`)],
  'bin/hyperlens build "<request>"': () => [ok(`bin/hyperlens build ${request} --spec-only`), ok(`echo ${request} | bin/hyperlens build - --spec-only`)],
  'bin/hyperlens build ... --json': () => [ok(`bin/hyperlens build ${request} --spec-only --json`)],
  'bin/hyperlens audit path/to/Contract.sol': ({ file }) => [ok(`bin/hyperlens audit ${file}`)],
  'hyperlens audit <file|folder>': ({ file }) => [ok(`hyperlens audit ${file}`)],
  'bin/hyperlens audit <file or folder>': ({ file, project }) => [ok(`bin/hyperlens audit ${file} --fail-on low --solc 0.8.30 --output ${file}.json`), ok(`bin/hyperlens audit ${project}`)],
  'bin/hyperlens audit <file> --format sarif': ({ file }) => [ok(`bin/hyperlens audit ${file} --format sarif`)],
  'bin/hyperlens test path/to/project': ({ project }) => [ok(`bin/hyperlens test ${project}`)],
  'hyperlens test <path>': ({ project }) => [ok(`hyperlens test ${project}`)],
  'bin/hyperlens test <folder>': ({ project }) => [ok(`bin/hyperlens test ${project} --no-coverage`)],
  'bin/hyperlens test [path]': ({ project }) => [ok(`cd ${project} && hyperlens test --match receives --fuzz-runs 4 --invariant-runs 2 --seed 0x1`)],
  // Nobody trades these tokens, so that their risk is unknown (3); the source alone shows no power (0).
  'bin/hyperlens research ACRN --report acorn.html': ({ results }) => [{ shell: `mkdir -p ${results} && bin/hyperlens research 0x00000000000000000000000000000000000000bb --only team --report ${results}/docs.html ${results}/docs.pdf ${results}/docs.md`, exit: 3 }],
  'hyperlens research <subject> --report out.html': ({ results }) => [{ shell: `mkdir -p ${results} && hyperlens research 0x00000000000000000000000000000000000000aa --only team --report ${results}/wallet.html`, exit: 3 }],
  'bin/hyperlens research Token.sol': ({ file }) => [{ shell: `bin/hyperlens research ${file}`, exit: 3 }],
  'hyperlens research token.sol --json': ({ file }) => [{ shell: `hyperlens research ${file} --json`, exit: 3 }],
  'bin/hyperlens <verb>': () => [ok('bin/hyperlens services')],
  'bin/hyperlens deploy <run>': ({ undeployed }) => [ok(`bin/hyperlens deploy ${undeployed} --yes`)],
  'bin/hyperlens deploy <file or folder>': ({ file }) => [ok(`bin/hyperlens deploy ${file} --contract Shelf --args '["7"]' --yes`)],
  'bin/hyperlens verify <run or address>': ({ deployed }) => [ok(`bin/hyperlens verify ${deployed}`)],
  'bin/hyperlens templates list|show|search|add': ({ file }) => ['list', 'show erc20', 'search vault', `add ${file} --id docs-shelf --title Shelf`].map((rest) => ok(`bin/hyperlens templates ${rest}`)),
  'bin/hyperlens networks list|show|health': () => ['list', 'show mantle', 'health local'].map((rest) => ok(`bin/hyperlens networks ${rest}`)),
  // Nobody listens there in a test, which is what these then say.
  'bin/hyperlens research 0x... --network anvil': ({ results }) => [{ shell: `HYPERLENS_HOME=${results}/apart HYPERLENS_NETWORKS_ANVIL_CHAIN_ID=31337 HYPERLENS_NETWORKS_ANVIL_RPC_URLS=http://127.0.0.1:1 bin/hyperlens research 0x00000000000000000000000000000000000000bb --network anvil`, exit: 4 }],
  'bin/hyperlens --set networks.anvil.chainId=31337 --set networks.anvil.rpcUrls=http://127.0.0.1:8545 networks health anvil': ({ results }) => [{ shell: `bin/hyperlens --home ${results}/apart --set networks.anvil.chainId=31337 --set networks.anvil.rpcUrls=http://127.0.0.1:1 networks health anvil`, exit: 4 }],
  'hyperlens networks health <id>': () => [ok('hyperlens networks health local')],
  'bin/hyperlens accounts list|create|import': () => ['list', 'create'].map((rest) => ok(`bin/hyperlens accounts ${rest}`)),
  'bin/hyperlens accounts create|import|list': () => [ok('bin/hyperlens accounts list')],
  'hyperlens accounts import < key-file': ({ key }) => [ok(`hyperlens accounts import < ${key}`)],
  'bin/hyperlens analyzers list|install': () => [ok('bin/hyperlens analyzers list')],
  'bin/hyperlens runs list|show|events|cancel|retry|fork|approve': ({ deployed, undeployed, waiting }) => [
    ok('bin/hyperlens runs list'), ok(`bin/hyperlens runs show ${deployed}`), ok(`bin/hyperlens runs events ${deployed}`), ok(`bin/hyperlens runs approve ${waiting}`),
    // An ended run is neither cancelled nor continued, and the command says so.
    { shell: `bin/hyperlens runs cancel ${deployed}`, exit: 1 }, { shell: `bin/hyperlens runs retry ${deployed}`, exit: 1 }, ok(`bin/hyperlens runs fork ${undeployed}`),
  ],
  'bin/hyperlens completion': () => ['bash', 'zsh', 'fish'].map((shell) => ok(`bin/hyperlens completion ${shell}`)),
  'scripts/node bench/generation/write.ts TASKS.jsonl FOLDER': ({ tasks, results }) => [ok(`scripts/node bench/generation/write.ts ${tasks} ${results}`)],
  'cd packages/platform && ../../scripts/tools/node_modules/.bin/drizzle-kit generate --config drizzle.config.ts --name <what changed>': () => [
    // Nothing changed, so nothing may be written: this also holds definitions and migrations together.
    ok('test ! -x scripts/tools/node_modules/.bin/drizzle-kit || (cd packages/platform && ../../scripts/tools/node_modules/.bin/drizzle-kit generate --config drizzle.config.ts --name nothing) | grep -q "No schema changes"'),
  ],
};

const sources = 'test/walk/research.test.ts runs it on subjects of its own, without asking public sources';

/** Commands the test cannot run. Each must still stand on a page. */
export const excluded: Record<string, string> = {
  'npm test': 'it would run this test',
  '.ci/run': 'it would run this test',
  'npm ci': 'it replaces the packages this test runs on; the set-up does it in every fresh clone',
  'rm -rf .runtime node_modules && npm start': 'it takes away the packages this test runs on',
  'bin/hyperlens analyzers install slither': 'it downloads from PyPI; the analyzer\'s own tests cover it',
  'hyperlens analyzers install slither': 'it downloads from PyPI; the analyzer\'s own tests cover it',
  'scripts/node bench/workflows.ts': 'it measures for minutes and wants a quiet machine',
  'npm run bench': 'it measures for minutes and wants a quiet machine',
  'npm run bench -- start builds events': 'it measures for minutes and wants a quiet machine',
  'scripts/node bench/fuzz/run.ts': 'it measures for minutes, wants a quiet machine, and downloads forge',
  'npm run bench -- scans': 'it measures for minutes and wants a quiet machine',
  'npm run bench -- holders': 'it measures for minutes and wants a quiet machine',
  'scripts/node bench/sentiment/run.ts': 'it measures; the tests of the model run on the same items',
  'scripts/node bench/research/score.ts': 'it asks about more than a hundred subjects for minutes',
  'hyperlens compare <a> <b>': sources,
  'bin/hyperlens research <subject>': sources,
  'hyperlens deploy': 'a verb that the sentence is about; its forms stand in docs/cli.md',
  'hyperlens audit': 'a verb that the sentence is about; its forms stand in docs/cli.md',
  'scripts/node bench/generation/score.ts SCORER.mjs TASKS.jsonl': 'it needs a scorer, which is not part of the project',
  'scripts/node bench/generation/score.ts <scorer> <tasks>': 'it needs a scorer, which is not part of the project',
  'scripts/node scripts/docs.ts': 'it writes into docs/, where test/house compares what it would write',
  'bin/hyperlens research <address, symbol, name or .sol>': sources,
  'hyperlens research <address, symbol, name or .sol file>': sources,
  'bin/hyperlens compare <a> <b> ...': sources,
  'bin/hyperlens watch <subject> --every 6h': sources,
  'hyperlens watch <subject> --every 6h': sources,
  'cast wallet new ~/.hyperlens/keystore': 'a program of Foundry, which asks for a passphrase on a terminal',
  'geth account new --keystore ~/.hyperlens/keystore': 'a program of go-ethereum',
  'cast block-number --rpc-url "$(jq -r .url ~/.hyperlens/chain/endpoint.json)"': 'a program of Foundry',
};
