import type { TestCase } from '@hyperlens/protocol';
import type { EngineCall, EngineResult } from './messages.ts';

const MAX_CALLS = 30;

/** A result as people read it. */
export function toCase(result: EngineResult): TestCase {
  const runs = result.kind === 'invariant' ? result.calls : result.runs;
  const failed = result.status === 'failed';
  const reason = result.reason === undefined ? undefined : plain(result.reason).replace(/^: /, '');
  return {
    suite: result.suite, name: result.name.replace(/\(.*/, ''), kind: result.kind, status: result.status, milliseconds: Math.round(result.milliseconds * 100) / 100,
    ...(runs === undefined ? {} : { runs }), ...(result.gas === undefined ? {} : { gas: result.gas }),
    ...(failed || reason ? { reason: withLogs(reason || 'it failed without a message', failed ? result.logs : []) } : {}),
    ...(failed && result.counterexample && result.counterexample.length > 0 ? { counterexample: inWords(result.counterexample, result) } : {}),
  };
}

function withLogs(reason: string, logs: readonly string[]): string {
  return logs.length === 0 ? reason : `${reason} (printed: ${logs.map(plain).join('; ').slice(0, 1_000)})`;
}

/** `transfer(to: 0x..) by 0x..`, one call after another. */
export function inWords(calls: readonly EngineCall[], result: Pick<EngineResult, 'kind' | 'name'>): string {
  if (result.kind !== 'invariant') return `${result.name.replace(/\(.*/, '')}(${plain(calls[0]?.arguments ?? calls[0]?.calldata ?? '')})`;
  const words = calls.slice(0, MAX_CALLS).map((call, index) => {
    const contract = call.contract?.split(':').at(-1) ?? call.address ?? 'unknown contract';
    const name = call.signature?.replace(/\(.*/, '') ?? `call ${call.calldata.slice(0, 10)}`;
    return `${index + 1}. ${contract}.${name}(${plain(call.arguments ?? '')})${call.sender ? ` from ${call.sender}` : ''}`;
  });
  return words.join(' ') + (calls.length > MAX_CALLS ? ` and ${calls.length - MAX_CALLS} more calls` : '');
}

/** Without terminal colours and the short forms of numbers the EVM adds in brackets. */
// oxlint-disable-next-line no-control-regex -- the escape character is what is looked for
const plain = (text: string): string => text.replace(/\u001b\[[0-9;]*m/g, '').replace(/ \[[0-9.]+e[0-9]+\]/g, '').trim();
