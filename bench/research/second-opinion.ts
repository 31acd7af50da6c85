// Asks the same questions as the product with plain scripts and compares the numbers, case by case.
//   scripts/node bench/research/second-opinion.ts --home FOLDER --manifest FILE [--answers FOLDER] [--only id,family,prefix] [--trades] [--out FILE]
// `--answers` is the folder score.ts kept the product's answers in; without it the plain answers are printed. `--trades` also buys and sells in a
// fork of our own. Exit code 1 when a number differs; what the product calls unknown is counted and is no difference.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { makeLocalChain } from '../../packages/catalog/src/chains/index.ts';
import type { Claim, ResearchResult } from '../../packages/protocol/src/index.ts';
import type { Manifest, ManifestCase } from './manifest.ts';
import { openEdr } from './node.ts';
import { askPlainly, type PlainAnswers } from './plain.ts';
import { tryToken, type Trial } from './trade.ts';

/** One number as both see it. */
export interface Comparison { id: string; what: string; plain: string; product: string; verdict: 'equal' | 'different' | 'unknown' }

const nothing = new Set(['null', '0x0000000000000000000000000000000000000000', '']);
const text = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'bigint' ? value.toString() : JSON.stringify(value)).toLowerCase();
const sameAddress = (a: string, b: string): boolean => a === b || (nothing.has(a) && nothing.has(b));
const near = (within: number) => (a: string, b: string): boolean => Math.abs(Number(a) - Number(b)) <= within;

/** Compares what the plain questions found with what the product says. A share may be given as percent or as a part of one. */
export function compare(one: Pick<ManifestCase, 'id' | 'flags'>, plain: PlainAnswers, trial: Trial | null, result: ResearchResult): Comparison[] {
  const facts = result.sections.onchain?.facts ?? {};
  const rows: Comparison[] = [];
  const row = (what: string, ours: unknown, claim: Claim | undefined, equal: (a: string, b: string) => boolean = (a, b) => a === b) => {
    // Where the label leaves the truth open, the two may see it differently.
    if (ours === undefined || one.flags[what] === 'any') return;
    const [mine, theirs] = [text(ours), claim === undefined ? 'nothing' : text(claim.value)];
    rows.push({ id: one.id, what, plain: mine, product: theirs, verdict: theirs === 'unknown' || theirs === 'nothing' ? 'unknown' : equal(mine, theirs) ? 'equal' : 'different' });
  };
  if (plain.totalSupply !== null) row('total_supply', plain.totalSupply, result.flags.total_supply);
  row('holder_count', plain.holders, result.flags.holder_count);
  row('holders.count', plain.holders, facts['holders.count']);
  row('transfers.count', plain.transfers, facts['transfers.count']);
  if (plain.decimals !== null) row('token.decimals', plain.decimals, facts['token.decimals']);
  row('owner_address', plain.owner, result.flags.owner_address, sameAddress);
  if (plain.creator !== null) row('creator_address', plain.creator, result.flags.creator_address, sameAddress);
  if (plain.top10 !== null) {
    const percent = result.evidence.find((evidence) => evidence.id === facts['holders.top10Share']?.evidence[0])?.unit === 'percent';
    row('holders.top10Share', percent ? plain.top10 * 100 : plain.top10, facts['holders.top10Share'], near(percent ? 0.01 : 0.0001));
  }
  for (const [name, measured] of [['buy_tax', trial?.buyTax], ['sell_tax', trial?.sellTax], ['transfer_tax', trial?.transferTax]] as const) row(name, measured ?? undefined, result.flags[name], near(0.0051));
  if (trial) row('can be sold', !trial.stuck, result.flags.is_honeypot, (mine, theirs) => mine !== theirs);
  return rows;
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { home: { type: 'string' }, rpc: { type: 'string' }, manifest: { type: 'string' }, answers: { type: 'string' }, only: { type: 'string' }, trades: { type: 'boolean' }, out: { type: 'string' } } });
  if (!values.manifest || !values.home === !values.rpc) { process.stderr.write('usage: second-opinion.ts (--home FOLDER | --rpc URL) --manifest FILE [--answers FOLDER] [--only id,family,prefix] [--trades] [--out FILE]\n'); return 2; }
  const manifest = JSON.parse(readFileSync(values.manifest, 'utf8')) as Manifest;
  const chain = values.home ? makeLocalChain({ folder: path.join(path.resolve(values.home), 'chain') }) : null;
  try {
    const url = chain ? await chain.url() : values.rpc ?? '';
    const fork = values.trades ? await openEdr({ url, block: manifest.block }) : null;
    const wanted = values.only?.split(',');
    const rows: Comparison[] = [];
    const printed: Record<string, unknown> = {};
    for (const one of manifest.cases.filter((candidate) => candidate.kind === 'token' && candidate.flags.total_supply !== undefined && (!wanted || wanted.some((word) => word === candidate.id || word === candidate.family || candidate.id.startsWith(`${word}-`))))) {
      const plain = await askPlainly(url, one.subject, one, manifest.block);
      const trial = fork && one.pair && one.market !== 'none' ? await tryToken(fork, { token: one.subject, pair: one.pair, router: manifest.exchange.router ?? one.pair, weth: manifest.exchange.weth ?? one.pair, quote: one.quote ?? null }) : null;
      printed[one.id] = { ...plain, totalSupply: plain.totalSupply?.toString() ?? null, reserves: plain.reserves && { token: plain.reserves.token.toString(), other: plain.reserves.other.toString() }, trial };
      const kept = values.answers && path.join(values.answers, `${one.id}.json`);
      if (kept && existsSync(kept)) rows.push(...compare(one, plain, trial, JSON.parse(readFileSync(kept, 'utf8')) as ResearchResult));
    }
    if (!values.answers) process.stdout.write(`${JSON.stringify(printed, null, 1)}\n`);
    const count = (verdict: Comparison['verdict']) => rows.filter((one) => one.verdict === verdict).length;
    for (const one of rows.filter((candidate) => candidate.verdict === 'different')) process.stdout.write(`${one.id}: ${one.what} is ${one.plain} by plain questions and ${one.product} by the product\n`);
    process.stderr.write(`${count('equal')} numbers equal, ${count('different')} different, ${count('unknown')} not known to the product\n`);
    if (values.out) writeFileSync(values.out, JSON.stringify({ plain: printed, comparisons: rows }, null, 1));
    return count('different') > 0 ? 1 : 0;
  } finally {
    await chain?.close();
  }
}

if (import.meta.main) process.exit(await main());
