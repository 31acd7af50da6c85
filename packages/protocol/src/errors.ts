/**
 * Every error a person can meet, in one table. A room owns a range of codes by prefix; the exit code is what the CLI ends with,
 * the status is what HTTP answers (RFC 9457 problem+json). `{holes}` in a message are typed: forgetting one is a type error.
 */
export interface ErrorEntry {
  /** HTTP status of the problem document. */
  readonly status: number;
  /** Exit code of the CLI: 1 understood but refused, 2 wrong input, 3 inconclusive, 4 not reachable or not allowed, 130 interrupted. */
  readonly exit: 1 | 2 | 3 | 4 | 130;
  /** What went wrong, with `{holes}`. */
  readonly message: string;
  /** What the person can do about it. */
  readonly remedy: string;
}

export const errorTable = {
  // input
  REQUEST_EMPTY: { status: 400, exit: 2, message: 'The request is empty.', remedy: 'Say in a sentence what the contract should do, for example "An ERC-20 called Acorn, symbol ACRN, 1M supply".' },
  REQUEST_TOO_LONG: { status: 413, exit: 2, message: 'The request has {length} characters; at most {limit} are read.', remedy: 'Shorten the request to what the contract must do.' },
  REQUEST_NOT_UNDERSTOOD: { status: 422, exit: 2, message: 'No contract could be recognised in the request: {reason}.', remedy: 'Name the kind of contract (a token, an NFT collection, a vault, vesting, staking, an escrow, a multisig) and what it should do.' },
  REQUEST_CONTRADICTS_ITSELF: { status: 422, exit: 2, message: 'The request contradicts itself: {conflict}.', remedy: 'Say which of the two you want.' },
  REQUEST_UNSUPPORTED: { status: 422, exit: 1, message: 'Something essential in the request cannot be built: {what}.', remedy: 'Leave it out, or configure a model that may write custom Solidity (docs/models.md).' },
  INPUT_INVALID: { status: 400, exit: 2, message: '{where}: {problem}.', remedy: 'Correct the named field and send the request again.' },
  USAGE_INVALID: { status: 400, exit: 2, message: '{problem}', remedy: 'Run the command with --help to see what it takes.' },
  FILE_UNREADABLE: { status: 400, exit: 2, message: '{path} cannot be read: {reason}.', remedy: 'Check the path and its permissions.' },
  NOT_FOUND: { status: 404, exit: 2, message: 'There is no {what} {id}.', remedy: 'List what exists and use one of those ids.' },
  METHOD_NOT_ALLOWED: { status: 405, exit: 2, message: '{method} is not offered at {path}.', remedy: 'See the API reference at /reference.' },
  PAYLOAD_TOO_LARGE: { status: 413, exit: 2, message: 'The body is larger than {limit} bytes.', remedy: 'Send less at once.' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, exit: 2, message: 'The content type {type} is not understood here.', remedy: 'Send application/json.' },
  IDEMPOTENCY_CONFLICT: { status: 422, exit: 2, message: 'The idempotency key {key} was used before with another body.', remedy: 'Use a new key for a new request.' },
  IDEMPOTENCY_IN_PROGRESS: { status: 409, exit: 4, message: 'A request with the idempotency key {key} is still being handled.', remedy: 'Wait for it to end, then ask again.' },
  RATE_LIMITED: { status: 429, exit: 4, message: 'Too many requests; {limit} are allowed per {period}.', remedy: 'Wait for the time the Retry-After header names.' },
  // access
  ORIGIN_REFUSED: { status: 403, exit: 4, message: 'Requests from the origin {origin} are refused.', remedy: 'Open the page at the address the server printed.' },
  HOST_REFUSED: { status: 403, exit: 4, message: 'The host name {host} is not one this server answers to.', remedy: 'Use the address the server printed, or add the name to server.hosts.' },
  UNAUTHORIZED: { status: 401, exit: 4, message: 'This needs a valid access token.', remedy: 'Send the token of this server as "Authorization: Bearer ...".' },
  // configuration
  CONFIG_INVALID: { status: 500, exit: 2, message: 'The setting {key} from {source} is wrong: {problem}.', remedy: 'Correct it there; `hyperlens config` shows where each value comes from.' },
  PORT_BUSY: { status: 500, exit: 4, message: 'Port {port} on {host} is in use.', remedy: 'Stop what uses it, or choose another with --port.' },
  SERVER_UNREACHABLE: { status: 502, exit: 4, message: 'The server at {url} does not answer: {reason}.', remedy: 'Check the address, or leave --server away to work in this process.' },
  // storage
  DATA_DIRECTORY_LOCKED: { status: 503, exit: 4, message: 'The data directory {path} is in use by process {pid}.', remedy: 'Use the running server (a verb finds it by itself), stop it, or set another HYPERLENS_HOME.' },
  DATABASE_UNAVAILABLE: { status: 503, exit: 4, message: 'The database is not available: {reason}.', remedy: 'Try again in a moment; `hyperlens doctor` shows the state of the database.' },
  DATABASE_FULL: { status: 507, exit: 4, message: 'The database cannot write: {reason}.', remedy: 'Free disk space; nothing that was acknowledged is lost.' },
  DISK_FULL: { status: 507, exit: 4, message: 'There is no room to write {path}: {reason}.', remedy: 'Free disk space, then continue the run: hyperlens runs retry <id>.' },
  DATABASE_UNSUITABLE: { status: 500, exit: 4, message: 'The database at DATABASE_URL cannot be used: {reason}.', remedy: 'PostgreSQL 15 or newer with the pgvector extension is needed.' },
  EVENT_INVALID: { status: 500, exit: 3, message: 'An event of type {type} does not fit its schema: {problem}.', remedy: 'This is a defect of the product; please report it with the run id.' },
  // runs
  RUN_CONFLICT: { status: 409, exit: 1, message: 'Run {id} is {status}; {action} is not possible then.', remedy: 'Look at the run first: hyperlens runs show {id}.' },
  RUN_CANCELLED: { status: 409, exit: 130, message: 'Run {id} was cancelled.', remedy: 'Start it again, or continue it with: hyperlens runs retry {id}.' },
  STEP_TIMED_OUT: { status: 504, exit: 3, message: 'The step {step} did not finish within {seconds} s.', remedy: 'Retry the run from this step.' },
  STEP_FAILED: { status: 500, exit: 3, message: 'The step {step} failed: {reason}.', remedy: 'Retry the run from this step when the cause is gone.' },
  GATE_REFUSED: { status: 422, exit: 1, message: 'The gate {gate} refused: {reason}.', remedy: 'Mend what the report names; the gate is set by policy and no request can open it.' },
  GATE_INCONCLUSIVE: { status: 503, exit: 3, message: 'The gate {gate} could not decide: {reason}.', remedy: 'Retry the run from this step when the named tool works again.' },
  APPROVAL_MISSING: { status: 409, exit: 1, message: 'The deployment to {network} needs an approval.', remedy: 'Approve it with --yes, or with: hyperlens runs approve {id}.' },
  APPROVAL_REFUSED: { status: 409, exit: 1, message: 'The deployment to {network} was refused by {by}.', remedy: 'Change what was wrong and fork the run.' },
  // compiling and testing
  COMPILER_VERSION_UNAVAILABLE: { status: 422, exit: 3, message: 'No bundled compiler satisfies {wanted}; there are {available}.', remedy: 'Name one of them with --solc, or relax the pragma.' },
  COMPILATION_FAILED: { status: 422, exit: 1, message: 'The sources do not compile: {problem}.', remedy: 'Mend the named line.' },
  COMPILER_CRASHED: { status: 500, exit: 3, message: 'The compiler ended without an answer: {reason}.', remedy: 'Try again; if it repeats, the sources need more memory or time than allowed.' },
  IMPORT_NOT_FOUND: { status: 422, exit: 2, message: 'The import {path} of {from} was not found.', remedy: 'Install the package in the project, add a remapping, or name its folder with --include.' },
  NO_TESTS_FOUND: { status: 422, exit: 2, message: 'No test contract was found in {path}.', remedy: 'A test contract has functions that start with test or invariant.' },
  NO_CONTRACTS_FOUND: { status: 422, exit: 2, message: 'No Solidity source was found in {path}.', remedy: 'Give a .sol file or a folder that holds some.' },
  TEST_RUNNER_FAILED: { status: 500, exit: 3, message: 'The test runner ended without a result: {reason}.', remedy: 'Retry; the result counts as inconclusive until it finishes.' },
  // analyzers
  ANALYZER_UNKNOWN: { status: 404, exit: 2, message: 'There is no analyzer {id}.', remedy: 'hyperlens analyzers lists them.' },
  ANALYZER_INSTALL_FAILED: { status: 502, exit: 3, message: 'The analyzer {id} could not be installed: {reason}.', remedy: 'Check that PyPI is reachable and Python 3 with venv is installed.' },
  // chains and deployment
  NETWORK_UNKNOWN: { status: 404, exit: 2, message: 'There is no network {id}.', remedy: 'hyperlens networks lists them; own networks come from the configuration.' },
  NETWORK_UNREACHABLE: { status: 502, exit: 4, message: 'No RPC endpoint of {network} answers: {reason}.', remedy: 'Check the network, or configure another RPC URL for it.' },
  CHAIN_ID_MISMATCH: { status: 502, exit: 4, message: 'The endpoint {url} answers chain id {actual}, but {network} is {expected}.', remedy: 'Nothing was signed. Correct the RPC URL of the network.' },
  RPC_GARBAGE: { status: 502, exit: 4, message: 'The endpoint {url} answered something that is not JSON-RPC.', remedy: 'Check the RPC URL of the network.' },
  RPC_REJECTED: { status: 502, exit: 3, message: 'The chain refused {method}: {reason}.', remedy: 'See the reason; the run can be retried from this step.' },
  SIMULATION_REVERTED: { status: 422, exit: 1, message: 'The deployment would revert: {reason}.', remedy: 'Check the constructor arguments.' },
  FUNDS_INSUFFICIENT: { status: 422, exit: 1, message: 'The account {account} has {balance} wei; {needed} wei are needed.', remedy: 'Fund the account (hyperlens networks shows faucets), then retry the run.' },
  SIGNER_MISSING: { status: 422, exit: 4, message: 'There is no signing account for {network}.', remedy: 'Set HYPERLENS_KEYSTORE_PASSPHRASE and make an account with: hyperlens accounts create' },
  KEYSTORE_LOCKED: { status: 422, exit: 4, message: 'The keystore {path} cannot be opened: {reason}.', remedy: 'Give the right passphrase in HYPERLENS_KEYSTORE_PASSPHRASE or in the file named by HYPERLENS_KEYSTORE_PASSPHRASE_FILE.' },
  CONFIRMATION_TIMED_OUT: { status: 504, exit: 3, message: 'Transaction {hash} was not confirmed within {seconds} s.', remedy: 'Retry the run: the same signed transaction is followed, never a second one sent.' },
  BYTECODE_MISMATCH: { status: 502, exit: 1, message: 'The code at {address} is not the code that was compiled.', remedy: 'Do not use this contract; check the RPC endpoint.' },
  DEPLOYMENT_REVERTED: { status: 422, exit: 1, message: 'Transaction {hash} was mined but reverted; no contract was made.', remedy: 'Check the constructor arguments and the state they depend on, then retry the run.' },
  DEPLOYMENT_CONFLICT: { status: 409, exit: 3, message: 'Deployment {id} is being signed elsewhere.', remedy: 'Retry the run: it goes on with what was signed.' },
  FEES_ABOVE_APPROVED: { status: 422, exit: 1, message: 'The deployment now costs up to {needed} wei; at most {approved} were approved.', remedy: 'Retry the run from the deployment and approve the new cost, or wait for lower fees.' },
  NONCE_TAKEN: { status: 409, exit: 3, message: 'Nonce {nonce} of {account} was used by a transaction this product did not send.', remedy: 'Retry the run: a new nonce is taken, and nothing was deployed twice.' },
  // models
  MODEL_UNAVAILABLE: { status: 502, exit: 4, message: 'The model {model} does not answer: {reason}.', remedy: 'Check the key and address of the provider, or unset the model to use the built-in reader.' },
  MODEL_OUTPUT_INVALID: { status: 502, exit: 3, message: 'The model {model} gave an answer that cannot be used: {reason}.', remedy: 'Try again or use another model.' },
  // research
  SUBJECT_NOT_FOUND: { status: 404, exit: 1, message: 'Nothing called {subject} was found on {network}: {reason}.', remedy: 'Give the address, or name the network with --network.' },
  SUBJECT_AMBIGUOUS: { status: 409, exit: 2, message: '{subject} could be any of: {candidates}.', remedy: 'Give the address of the one you mean.' },
  STATE_UNAVAILABLE: { status: 502, exit: 3, message: 'The node of {network} has no state of block {block}: {reason}.', remedy: 'Ask at a newer block, or configure an archive node for this network.' },
  CHAIN_REORGANISED: { status: 409, exit: 3, message: 'Block {block} of {network} was replaced by another one while it was being read.', remedy: 'Start again: what was read belongs to a block that is no longer part of the chain.' },
  SIMULATION_UNAVAILABLE: { status: 502, exit: 3, message: 'The chain could not be simulated: {reason}.', remedy: 'What needs simulation counts as unknown; try again when the RPC endpoint answers.' },
  SOURCE_UNAVAILABLE: { status: 502, exit: 3, message: 'The source {source} gave no answer: {reason}.', remedy: 'What it would have told counts as unknown; try again later, or configure it (docs/research.md).' },
  SERVICE_UNAVAILABLE: { status: 502, exit: 3, message: 'The service {service} is not available: {reason}.', remedy: 'Start it with: hyperlens up --role {service}' },
  URL_REFUSED: { status: 422, exit: 2, message: 'The address {url} is not fetched: {reason}.', remedy: 'Give a public http or https address, or allow the host in net.allow.' },
  RESEARCH_UNFINISHED: { status: 409, exit: 3, message: 'Run {id} is {status}; it has no result.', remedy: 'Wait for it to end, or start it again.' },
  COMPARISON_TOO_SMALL: { status: 409, exit: 3, message: 'Fewer than two subjects are left to compare: {reason}', remedy: 'Correct what is named, or leave it out.' },
  // templates
  CONTENT_CORRUPT: { status: 500, exit: 3, message: 'The content {cid} does not match its identifier.', remedy: 'The file on disk was changed or damaged; add the template again.' },
  // everything else
  INTERRUPTED: { status: 499, exit: 130, message: 'Interrupted.', remedy: 'Nothing was lost; run it again to go on.' },
  INTERNAL: { status: 500, exit: 3, message: 'Something unexpected went wrong: {reason}.', remedy: 'Please report this with the request id.' },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorTable;
type Holes<Text extends string> = Text extends `${string}{${infer Hole}}${infer Rest}` ? Hole | Holes<Rest> : never;
type HolesOf<Code extends ErrorCode> = Holes<(typeof errorTable)[Code]['message']> | Holes<(typeof errorTable)[Code]['remedy']>;
export type ErrorArguments<Code extends ErrorCode> = { readonly [Hole in HolesOf<Code>]: string | number };

const marker = Symbol.for('hyperlens.error');

/** The one error class. Tell it apart with `AppError.is`, which also works across copies of this module. */
export class AppError<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'AppError';
  readonly [marker] = true;
  readonly code: Code;
  readonly details: Readonly<Record<string, string | number>>;

  constructor(code: Code, ...rest: keyof ErrorArguments<Code> extends never ? [details?: Record<string, never>, cause?: unknown] : [details: ErrorArguments<Code>, cause?: unknown]) {
    const [details = {}, cause] = rest;
    super(fill(errorTable[code].message, details), cause === undefined ? undefined : { cause });
    this.code = code;
    this.details = details;
  }

  /** True for an AppError, and when a code is given, only for that code. */
  static is<Wanted extends ErrorCode>(error: unknown, code?: Wanted): error is AppError<Wanted> {
    return error instanceof Error && marker in error && (code === undefined || (error as AppError).code === code);
  }

  /** Any thrown thing as an AppError: itself, or INTERNAL with the message as its reason. */
  static from(error: unknown): AppError {
    if (AppError.is(error)) return error;
    return new AppError('INTERNAL', { reason: error instanceof Error ? error.message : String(error) }, error);
  }

  get status(): number { return errorTable[this.code].status; }
  get exit(): number { return errorTable[this.code].exit; }
  get remedy(): string { return fill(errorTable[this.code].remedy, this.details); }
}

/** RFC 9457 problem details, with the stable code of this table and what the person can do. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  remedy: string;
  instance?: string;
  details?: Record<string, string | number>;
}

/** The problem document of an error. `instance` is the request id. */
export function toProblem(error: AppError, instance?: string): Problem {
  return {
    type: `https://hyperlens.dev/errors/${error.code}`, title: error.code.toLowerCase().replaceAll('_', ' '), status: error.status,
    detail: error.message, code: error.code, remedy: error.remedy, ...(instance ? { instance } : {}), details: { ...error.details },
  };
}

/** The error a problem document stands for, so that a remote failure reads like a local one. */
export function fromProblem(problem: Pick<Problem, 'code' | 'detail' | 'details'>): AppError {
  if (!(problem.code in errorTable)) return new AppError('INTERNAL', { reason: problem.detail });
  return Reflect.construct(AppError, [problem.code, problem.details ?? {}]) as AppError;
}

function fill(text: string, details: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => (name in details ? String(details[name]) : hole));
}
