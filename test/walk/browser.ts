import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

/** A browser of the Chromium family on this machine, null when there is none. */
export const browserCommand: string | null = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'].find((name) => spawnSync(name, ['--version'], { encoding: 'utf8' }).status === 0) ?? null;

export interface Look { width?: number; height?: number; dark?: boolean; phone?: boolean }
/** One tab, driven over the DevTools protocol (https://chromedevtools.github.io/devtools-protocol). */
export interface Tab {
  goto(url: string): Promise<void>;
  /** The value of an expression in the page, promises awaited. Throws what the expression throws. */
  evaluate<Value>(expression: string): Promise<Value>;
  /** Waits until the expression is truthy and gives its value. */
  until<Value>(expression: string, milliseconds?: number): Promise<Value>;
  press(key: 'Tab' | 'Enter' | ' '): Promise<void>;
  type(text: string): Promise<void>;
  look(look: Look): Promise<void>;
  /** PNG, of the whole page when it is asked for. */
  picture(options?: { whole?: boolean }): Promise<Buffer>;
  /** What went wrong so far: exceptions, refused content, failed requests. */
  readonly problems: string[];
}
export interface Browser { open(look?: Look): Promise<Tab>; close(): Promise<void> }

interface Message { id?: number; sessionId?: string; method?: string; params?: Record<string, unknown>; result?: Record<string, unknown>; error?: { message: string } }

/** Starts a browser that ends with this process: it listens on a pipe. */
export function startBrowser(command: string): Browser {
  const folder = mkdtempSync(path.join(tmpdir(), 'hyperlens-browser-'));
  const child: ChildProcess = spawn(command, ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--disable-background-networking', '--remote-debugging-pipe', `--user-data-dir=${folder}`, 'about:blank'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const [writing, reading] = [child.stdio[3] as Writable, child.stdio[4] as Readable];
  const waiting = new Map<number, (message: Message) => void>();
  const hearing: ((message: Message) => void)[] = [];
  let last = 0;
  let rest = '';
  reading.on('data', (chunk: Buffer) => {
    const parts = (rest + chunk.toString('utf8')).split('\0');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const message = JSON.parse(part) as Message;
      if (message.id === undefined) for (const hear of hearing) hear(message);
      else waiting.get(message.id)?.(message);
    }
  });
  writing.on('error', () => { /* The browser is gone; whoever asks it next is told. */ });
  const ask = (method: string, params: object = {}, sessionId?: string): Promise<Record<string, unknown>> => new Promise((resolve, reject) => {
    const id = (last += 1);
    waiting.set(id, (message) => { waiting.delete(id); if (message.error) reject(new Error(`${method}: ${message.error.message}`)); else resolve(message.result ?? {}); });
    writing.write(`${JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) })}\0`);
  });

  return {
    async open(first = {}) {
      const { targetId } = await ask('Target.createTarget', { url: 'about:blank' });
      const { sessionId } = await ask('Target.attachToTarget', { targetId, flatten: true });
      const call = (method: string, params: object = {}) => ask(method, params, sessionId as string);
      const problems: string[] = [];
      hearing.push(({ sessionId: session, method, params }) => {
        if (session !== sessionId) return;
        if (method === 'Runtime.exceptionThrown') problems.push(`exception: ${JSON.stringify(params?.['exceptionDetails']).slice(0, 500)}`);
        if (method === 'Log.entryAdded') { const entry = params?.['entry'] as { level: string; text: string; url?: string }; if (entry.level === 'error') problems.push(`${entry.text} ${entry.url ?? ''}`); }
      });
      for (const domain of ['Page', 'Runtime', 'Log']) await call(`${domain}.enable`);
      const evaluate: Tab['evaluate'] = async <Value>(expression: string) => {
        const { result, exceptionDetails } = await call('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true }) as { result: { value: Value }; exceptionDetails?: object };
        if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails).slice(0, 1_000));
        return result.value;
      };
      const tab: Tab = {
        problems, evaluate,
        async goto(url) { await call('Page.navigate', { url }); await tab.until('document.readyState === "complete"'); },
        async until(expression, milliseconds = 30_000) {
          for (const deadline = Date.now() + milliseconds; ; await sleep(50)) {
            // Between two documents there is nothing to evaluate in.
            const value = await evaluate<never>(expression).catch((error: unknown) => { if (Date.now() > deadline) throw error; return null; });
            if (value) return value;
            if (Date.now() > deadline) throw new Error(`not within ${milliseconds} ms: ${expression}\n${await evaluate<string>('document.body.innerText')}`);
          }
        },
        async press(key) {
          const code = { Tab: 9, Enter: 13, ' ': 32 }[key];
          const event = { key, code: key === ' ' ? 'Space' : key, windowsVirtualKeyCode: code, ...(key === 'Tab' ? {} : { text: key === 'Enter' ? '\r' : ' ' }) };
          await call('Input.dispatchKeyEvent', { type: 'keyDown', ...event });
          await call('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
        },
        async type(text) { await call('Input.insertText', { text }); },
        async look({ width = 1100, height = 900, dark = false, phone = false }) {
          await call('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: phone ? 2 : 1, mobile: phone });
          await call('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }] });
        },
        async picture({ whole = false } = {}) { return Buffer.from((await call('Page.captureScreenshot', { format: 'png', captureBeyondViewport: whole }))['data'] as string, 'base64'); },
      };
      await tab.look(first);
      return tab;
    },
    async close() {
      const ended = new Promise((resolve) => { child.once('exit', resolve); });
      if (child.exitCode === null && child.signalCode === null) { child.kill(); await Promise.race([ended, sleep(5_000)]); child.kill('SIGKILL'); }
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
