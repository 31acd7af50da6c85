import { spawn } from 'node:child_process';
import type { ProcessRequest, ProcessResult, RunProcess } from '@hyperlens/protocol';
import { groupMemory } from './memory.ts';

/**
 * The program runs behind this fixed script. It holds no input of ours: the program and its arguments are `"$@"`. The second background
 * job waits on file descriptor 3, which only we hold open: when this process dies, even by kill -9, the whole group is killed.
 */
const guardian = `
exec 4<&0
"$@" <&4 4<&- 3<&- &
child=$!
{ read -r line <&3; kill -KILL 0; } <&- >/dev/null 2>&1 4<&- &
watcher=$!
exec 0<&- 4<&-
wait "$child"
code=$?
kill -KILL "$watcher" 2>/dev/null
exit "$code"
`;
const defaultOutputBytes = 32 * 1024 * 1024;
const memoryLookMilliseconds = 100;
const signalNames: Record<number, string> = { 1: 'SIGHUP', 2: 'SIGINT', 3: 'SIGQUIT', 4: 'SIGILL', 6: 'SIGABRT', 7: 'SIGBUS', 8: 'SIGFPE', 9: 'SIGKILL', 11: 'SIGSEGV', 13: 'SIGPIPE', 14: 'SIGALRM', 15: 'SIGTERM' };

/** Keeps the first `limit` bytes of a stream and drains the rest, so that a chatty program can neither fill memory nor block. */
function makeCollector(limit: number) {
  const chunks: Buffer[] = [];
  let size = 0;
  let truncated = false;
  return {
    add(chunk: Buffer) {
      const room = limit - size;
      if (chunk.length > room) truncated = true;
      if (room <= 0) return;
      chunks.push(chunk.subarray(0, room));
      size += Math.min(chunk.length, room);
    },
    text: () => Buffer.concat(chunks).toString('utf8'),
    get truncated() { return truncated; },
  };
}

/**
 * The runner of external programs: own process group, killed as a whole on time-out, abort, too much memory, and when we die ourselves.
 * Exit codes above 128 that stand for a signal (POSIX shell convention) are reported as that signal. Linux and macOS; the memory limit
 * needs /proc and is not enforced without it. `common` is the environment every program gets; nothing else is inherited.
 */
export function makeRunProcess(common: Record<string, string> = { PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8' }): RunProcess {
  return request => new Promise<ProcessResult>(resolve => {
    const started = performance.now();
    const stdout = makeCollector(request.maxOutputBytes ?? defaultOutputBytes);
    const stderr = makeCollector(request.maxOutputBytes ?? defaultOutputBytes);
    const state = { timedOut: false, memoryExceeded: false, aborted: false, startError: null as string | null };
    const child = spawn('/bin/sh', ['-c', guardian, 'guardian', request.file, ...request.args], {
      cwd: request.cwd, env: { ...common, ...request.env }, detached: true, stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    });
    const kill = () => {
      if (child.pid === undefined) return;
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch (error) {
        // ESRCH: the group is gone already, which is what was wanted.
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') state.startError ??= String(error);
      }
    };
    const stop = (reason: 'timedOut' | 'memoryExceeded' | 'aborted') => { state[reason] = true; kill(); };
    const deadline = setTimeout(() => stop('timedOut'), request.timeoutMilliseconds);
    const abort = () => stop('aborted');
    request.signal?.addEventListener('abort', abort, { once: true });
    if (request.signal?.aborted) abort();
    const watch = watchMemory(request, child.pid, () => stop('memoryExceeded'));

    let finished = false;
    const finish = (exitCode: number | null, signal: string | null) => {
      if (finished) return;
      finished = true;
      clearTimeout(deadline);
      clearInterval(watch);
      request.signal?.removeEventListener('abort', abort);
      kill();
      child.stdio.forEach(stream => stream?.destroy());
      const decoded = exitCode !== null && exitCode > 128 ? signalNames[exitCode - 128] : undefined;
      resolve({
        exitCode: decoded ? null : exitCode, signal: signal ?? decoded ?? null, stdout: stdout.text(), stderr: stderr.text(), ...state,
        truncated: stdout.truncated || stderr.truncated, milliseconds: Math.round(performance.now() - started),
      });
    };
    child.on('error', error => { state.startError = error.message; finish(null, null); });
    child.on('exit', (code, signal) => {
      // What the program left running may hold the pipes open: it goes too, and the last output is given a moment to arrive.
      kill();
      setTimeout(() => finish(code, signal), 1_000).unref();
    });
    child.on('close', (code, signal) => finish(code, signal));
    child.stdout?.on('data', (chunk: Buffer) => stdout.add(chunk));
    child.stderr?.on('data', (chunk: Buffer) => stderr.add(chunk));
    // A program that does not read its input closes the pipe: that is its right and shows in its output.
    child.stdin?.on('error', () => undefined);
    child.stdio[3]?.on('error', () => undefined);
    child.stdin?.end(request.input ?? '');
  });
}

function watchMemory(request: ProcessRequest, pid: number | undefined, exceeded: () => void): NodeJS.Timeout | undefined {
  if (request.memoryMegabytes === undefined || pid === undefined) return undefined;
  const limit = request.memoryMegabytes * 1024 * 1024;
  let looking = false;
  return setInterval(() => {
    if (looking) return;
    looking = true;
    // Unreadable /proc means no measurement this time; the time limit still holds.
    void groupMemory(pid).then(bytes => { if (bytes !== null && bytes > limit) exceeded(); }).catch(() => undefined).finally(() => { looking = false; });
  }, memoryLookMilliseconds);
}
