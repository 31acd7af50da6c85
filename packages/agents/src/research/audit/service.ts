import { AppError, oneLine, severityOrder, type AuditAgent, type AuditReport, type ChainReaders, type CompiledContract, type Compiler, type Finding, type Json, type ResearchFinding, type ResearchService, type ResearchTask, type SourceArchive, type WorkContext } from '@hyperlens/protocol';
import { makeLedger, type Ledger } from '../evidence/index.ts';
import { findSources, type Found, type Origin } from './origin.ts';
import { general, powers, sourceFlags } from './powers.ts';
import { standardsOf } from './standards.ts';

export interface AuditServiceDependencies {
  audit: Pick<AuditAgent, 'audit'>;
  /** For the standards; without it they stay unknown. */
  compiler?: Pick<Compiler, 'compile'>;
  /** Sources of what this product deployed itself; looked at first. That it has them does not make them public. */
  own?: SourceArchive;
  /** Where published sources of addresses are looked for, in this order. */
  archives?: readonly SourceArchive[];
  /** For the code behind proxies. */
  readers?: ChainReaders;
}

/** The tool whose rules show powers, and the one that may answer differently each time because it works against the clock. */
const [own, clocked] = ['hyperlens', 'smtchecker'];
const weak = new Set(['critical', 'high', 'medium']);

/**
 * The section `audit`: what the source says its owner can do to holders, the weaknesses in it, and the token flags that can be told from code.
 * Looks at supplied sources, or at what archives published for the address (for proxies, for the code behind). Without source it says so and
 * guesses nothing. Throws INTERRUPTED and what a wrong request throws.
 */
export function makeAuditService(dependencies: AuditServiceDependencies): ResearchService {
  return {
    section: 'audit',
    async analyze(task, context = {}) {
      const ledger = makeLedger({ section: 'audit', block: task.block, observedAt: task.observedAt });
      context.progress?.('looking for the source');
      const found = await findSources(task, { own: dependencies.own, published: dependencies.archives ?? [] }, dependencies.readers, context);
      for (const one of found.asked) ledger.source({ id: one.id, title: one.title, status: one.status, ...(one.reason ? { reason: oneLine(one.reason, 300) } : {}) });
      const { origin } = found;
      noteOrigin(ledger, task, found, (dependencies.archives ?? []).length, dependencies.own?.id);
      if (!origin) {
        const reason = withoutSource(found, (dependencies.archives ?? []).length);
        unknownFlags(ledger, reason, 'published source', found.implementation !== null);
        return { report: ledger.report(`Nothing is known from source: ${reason}`), findings: [] };
      }
      ledger.source({ id: origin.source, title: origin.source === 'supplied' ? 'The supplied source' : titleOf(found, origin.source), status: 'ok' });
      context.progress?.('auditing the source');
      const [report, compiled] = await Promise.all([inspect(dependencies.audit, task, origin, context), compile(dependencies.compiler, task, origin, context)]);
      if (context.signal?.aborted) throw new AppError('INTERRUPTED');
      return writeDown(ledger, task, found, origin, report, compiled);
    },
  };
}

const titleOf = (found: Found, id: string): string => found.asked.find((one) => one.id === id)?.title ?? id;
const request = (task: ResearchTask, origin: Origin) => ({
  sources: origin.sources, ownFiles: origin.ownFiles, ...(origin.solcVersion ? { solcVersion: origin.solcVersion } : {}),
  ...(origin.source === 'supplied' && task.remappings ? { remappings: task.remappings } : {}),
});

/** The audit, or why there is none. */
async function inspect(audit: Pick<AuditAgent, 'audit'>, task: ResearchTask, origin: Origin, context: WorkContext): Promise<AuditReport | string> {
  try {
    return await audit.audit(request(task, origin), context);
  } catch (error) {
    if (context.signal?.aborted) throw new AppError('INTERRUPTED', {}, error);
    return AppError.from(error).message;
  }
}

/** The compiled contracts of the person's own files, or why there are none. */
async function compile(compiler: Pick<Compiler, 'compile'> | undefined, task: ResearchTask, origin: Origin, context: WorkContext): Promise<CompiledContract[] | string> {
  if (!compiler) return 'no compiler was given to the service';
  try {
    const { ownFiles, ...rest } = request(task, origin);
    const result = await compiler.compile({ ...rest, targets: ownFiles, outputs: 'artifacts', optimizer: { enabled: false, runs: 200 }, allowVersionSubstitution: true }, context);
    return result.ok ? result.contracts : `the sources do not compile: ${oneLine(result.diagnostics.find((one) => one.severity === 'error')?.message ?? 'no reason given', 300)}`;
  } catch (error) {
    if (context.signal?.aborted) throw new AppError('INTERRUPTED', {}, error);
    return AppError.from(error).message;
  }
}

function withoutSource({ asked, implementation }: Found, archives: number): string {
  if (archives === 0) return 'no archive of published sources is configured.';
  const silent = asked.filter((one) => one.status === 'unreachable' && !one.id.startsWith('chain:'));
  if (silent.length > 0) return `${silent.map((one) => one.title).join(', ')} did not answer.`;
  return `nobody published the source of ${implementation ? 'the code behind this proxy' : 'this address'} where it was looked for.`;
}

/** Where the source comes from, and whether it is open. */
function noteOrigin(ledger: Ledger, task: ResearchTask, found: Found, archives: number, own: string | undefined): void {
  const { origin } = found;
  const asking = { title: origin && origin.source === own ? 'Source it was compiled from' : 'Published source', source: origin?.source ?? 'archives', method: origin?.source === 'supplied' ? 'the source was handed in' : origin && origin.source === own ? 'the record of the deployment whose transaction made this contract on this chain' : 'asked archives of published sources for the address' };
  const id = origin ? ledger.known('source', { origin: origin.source, files: Object.keys(origin.sources).length, contract: origin.contract, address: origin.address }, asking)
    : archives > 0 && found.asked.every((one) => one.status === 'ok') ? ledger.known('source', false, asking) : ledger.unknown('source', withoutSource(found, archives), asking);
  ledger.fact('source', id);
  // Whether others can read what this product deployed is asked by the on-chain section.
  if (task.subject.kind === 'source' || (origin && origin.source === own)) return;
  ledger.flag('is_open_source', id, origin ? true : undefined);
}

function unknownFlags(ledger: Ledger, because: string, source: string, proxy: boolean): void {
  const id = ledger.unknown('powers', because, { title: 'What the source allows', source, method: 'the syntax tree of the compiled source' });
  for (const { flag } of sourceFlags) if (flag !== 'is_proxy' || !proxy) ledger.flag(flag, id);
  for (const name of Object.keys(powers)) ledger.fact(`powers.${name}`, id);
  ledger.fact('audit.verdict', id);
  if (proxy) proxyFlag(ledger);
}

function proxyFlag(ledger: Ledger, network = 'the chain'): void {
  ledger.flag('is_proxy', ledger.known('proxy', true, { title: 'The code can be replaced', source: network, method: 'ERC-1967 implementation slot, or ERC-1167 code' }));
}

function writeDown(ledger: Ledger, task: ResearchTask, found: Found, origin: Origin, report: AuditReport | string, compiled: CompiledContract[] | string): { report: ReturnType<Ledger['report']>; findings: ResearchFinding[] } {
  const tokens = noteStandards(ledger, origin, compiled);
  if (typeof report === 'string') {
    const because = `The audit could not be made: ${oneLine(report, 300)}`;
    ledger.source({ id: 'audit', title: 'Audit', status: 'failed', reason: because });
    unknownFlags(ledger, because, origin.source, found.implementation !== null);
    return { report: ledger.report(because), findings: [] };
  }
  const detectors = report.tools.find((one) => one.id === own);
  const complete = detectors?.status === 'completed';
  // Where nothing could be compiled, the audit says why: which line, or which compiler is not at hand.
  const refused = detectors?.status === 'not_applicable' ? report.reasons.find((one) => one.startsWith('The sources')) : undefined;
  const because = `The rules for powers did not finish: ${oneLine(refused ?? detectors?.reason ?? report.reasons.join(' '), 300)}`;
  ledger.source({ id: 'audit', title: 'Audit', status: complete ? 'ok' : 'failed', ...(complete ? {} : { reason: because }) });
  const noToken = tokens === null ? `It is not known whether there is a token: ${typeof compiled === 'string' ? oneLine(compiled, 300) : ''}` : 'There is no ERC-20 token among the contracts, and these rules read how such tokens move.';
  const undecided = (rules: readonly string[]) => (!complete ? because : unread ? (typeof unread.details?.reason === 'string' ? oneLine(unread.details.reason, 300) : 'Parts of the token were not read.') : tokens === null || (tokens.length === 0 && !rules.every((rule) => general.has(rule))) ? noToken : undefined);
  // Only what concerns the contract at the address; a published source often brings others along.
  const tokensOf = (one: Finding): string[] => [one.details?.token, ...(typeof one.details?.alsoIn === 'string' ? one.details.alsoIn.split(', ') : [])].filter((name) => typeof name === 'string');
  const concerned = report.findings.filter((one) => origin.contract === null || one.details?.token === undefined || tokensOf(one).includes(origin.contract));
  const unread = concerned.find((one) => one.ruleId === 'token/unread');
  // What another contract answers is not in this source: it may stop everybody, or one address.
  const gate = concerned.find((one) => one.ruleId === 'token/external-call' && one.details?.gate === true);
  const asks = gate && `A transfer asks another contract (${oneLine(String(gate.details?.method))}), which may say no.`;
  const method = `rules of HyperLens on the syntax tree of solc ${report.solcVersion ?? ''}`.trim();
  const shown = (rules: readonly string[]) => concerned.filter((one) => rules.includes(one.ruleId));

  const findings: ResearchFinding[] = [];
  const powerIds = new Map<string, string>();
  for (const [name, { title, severity }] of Object.entries(powers)) {
    const places = shown([`token/${name}`]);
    const about = { title, source: origin.source, method, confidence: 'medium' as const };
    const reason = undecided([`token/${name}`]) ?? (name === 'pause' || name === 'blacklist' ? asks : undefined);
    const id = places.length > 0 || reason === undefined ? ledger.known(`power.${name}`, describe(places), about) : ledger.unknown(`power.${name}`, reason, about);
    powerIds.set(`token/${name}`, id);
    ledger.fact(`powers.${name}`, id);
    findings.push(...places.map((place) => ({ ...place, severity, flag: name, evidence: [id] })));
  }
  for (const { flag, title, rules } of sourceFlags) {
    const places = shown(rules);
    const about = { title, source: origin.source, method, confidence: 'medium' as const };
    const single = rules.length === 1 ? powerIds.get(rules[0] ?? '') : undefined;
    const reason = undecided(rules) ?? (rules.includes('token/pause') || rules.includes('token/blacklist') ? asks : undefined);
    const id = single ?? (places.length > 0 || reason === undefined ? ledger.known(`rule.${flag}`, describe(places), about) : ledger.unknown(`rule.${flag}`, reason, about));
    ledger.flag(flag, id, places.length > 0 ? true : reason === undefined ? false : undefined);
  }
  if (found.implementation !== null) proxyFlag(ledger, `chain:${task.subject.network ?? ''}`);
  findings.push(...noteWeaknesses(ledger, origin, report, concerned));
  const said = Object.keys(powers).filter((name) => shown([`token/${name}`]).length > 0);
  return { report: ledger.report(summary(undecided(['token/mint']), said, report)), findings: findings.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : placeOf(a) > placeOf(b) ? 1 : 0)) };
}

const placeOf = (one: Finding): string => `${one.file}\u0000${String(one.line).padStart(7, '0')}\u0000${one.ruleId}\u0000${one.id}`;

/** Who can do it, by which functions, and how far. */
function describe(places: readonly Finding[]): Json {
  const list = (key: string) => [...new Set(places.flatMap((one) => (one.details?.[key] === undefined ? [] : [oneLine(String(one.details[key]), 100)])))].toSorted();
  if (places.length === 0) return { possible: false };
  return { possible: true, who: list('who'), by: list('by'), functions: list('function'), decides: list('decides'), reach: list('reach'), places: places.map((one) => `${oneLine(one.file, 200)}:${one.line}`).toSorted() };
}

/** Writes the standards down and gives the ERC-20 tokens among the contracts, null when that is not known. */
function noteStandards(ledger: Ledger, origin: Origin, compiled: CompiledContract[] | string): string[] | null {
  const about = { title: 'Standards the source has the functions of', source: origin.source, method: 'functions of the compiled contracts' };
  if (typeof compiled === 'string') { ledger.fact('standards', ledger.unknown('standards', oneLine(compiled, 300), about)); return null; }
  const wanted = compiled.filter((one) => one.bytecode !== '' && (origin.contract === null || one.name === origin.contract));
  const entries = wanted.map((one): [string, string[]] => [one.name, standardsOf(one)]).filter(([, standards]) => standards.length > 0).toSorted(([a], [b]) => (a < b ? -1 : 1));
  ledger.fact('standards', ledger.known('standards', Object.fromEntries(entries), about));
  return entries.filter(([, standards]) => standards.includes('ERC-20')).map(([name]) => name);
}

/** Weaknesses of medium severity or worse, the verdict and the counts. */
function noteWeaknesses(ledger: Ledger, origin: Origin, report: AuditReport, concerned: readonly Finding[]): ResearchFinding[] {
  const weaknesses = concerned.filter((one) => one.category !== 'token-power' && one.status === 'open' && !(one.tools.length > 0 ? one.tools : [one.tool]).every((tool) => tool === clocked));
  const tools = report.tools.filter((one) => one.status === 'completed' && one.id !== clocked).map((one) => one.id).toSorted();
  const about = { source: origin.source, method: tools.length > 0 ? `audit with ${tools.join(', ')}` : 'audit; no tool completed' };
  const counts = Object.fromEntries(severityOrder.map((severity) => [severity, weaknesses.filter((one) => one.severity === severity).length]));
  const counted = tools.length > 0 ? ledger.known('findings', counts, { title: 'Weaknesses by severity', ...about }) : ledger.unknown('findings', 'no tool completed', { title: 'Weaknesses by severity', ...about });
  ledger.fact('audit.findings', counted);
  ledger.fact('audit.verdict', ledger.known('verdict', report.verdict, { title: 'Verdict of the audit', ...about }));
  ledger.fact('audit.reasons', ledger.known('reasons', report.reasons.map((one) => oneLine(one, 300)), { title: 'Why', ...about }));
  const version = { title: 'Compiler', ...about };
  ledger.fact('solc.version', report.solcVersion ? ledger.known('solc', report.solcVersion, version) : ledger.unknown('solc', 'the sources were not compiled', version));
  return weaknesses.filter((one) => weak.has(one.severity)).map((one) => ({ ...one, evidence: [counted] }));
}

function summary(because: string | undefined, said: readonly string[], report: AuditReport): string {
  const rights = said.length > 0 ? `The source lets somebody ${said.join(', ')}.` : 'The source shows none of the powers over holders that are looked for.';
  return `${because === undefined ? rights : `${said.length > 0 ? `${rights} ` : ''}${because}`} The audit says ${report.verdict}.`;
}
