/** One run of an external program. No shell reads any of this: `file` and `args` reach the program as they are. */
export interface ProcessRequest {
  /** Absolute path, or a name looked up in the PATH of `env`. */
  file: string;
  args: string[];
  cwd: string;
  /** Added to the few variables the runner gives every program (a PATH, a LANG); nothing is inherited from the server. */
  env?: Record<string, string>;
  /** Written to standard input, which is then closed. */
  input?: string;
  timeoutMilliseconds: number;
  /** Resident memory of the program and its children together; it is killed above this. */
  memoryMegabytes?: number;
  /** Kept of each of standard output and standard error; the rest is dropped and `truncated` says so. Default 32 MiB. */
  maxOutputBytes?: number;
  signal?: AbortSignal;
}

/** How it ended. Exactly one of `exitCode` and `signal` is set unless it could not be started. */
export interface ProcessResult {
  exitCode: number | null;
  signal: string | null;
  stdout: string;
  stderr: string;
  timedOut: boolean;
  memoryExceeded: boolean;
  aborted: boolean;
  truncated: boolean;
  /** Why it could not be started at all. */
  startError: string | null;
  milliseconds: number;
}

/** Runs a program with limits and kills everything it started. Never rejects for what the program does. */
export type RunProcess = (request: ProcessRequest) => Promise<ProcessResult>;
