import { AppError, type Flow, type FlowFunction, type Research, type ResearchRequest, type ResearchStatus, type ResearchStep, type ResearchTask, type SectionName } from '@hyperlens/protocol';
import { makeStage, stubborn, type Stage } from '../../stage/index.ts';
import type { ResearchDependencies } from './ports.ts';
import { resolveSubject, type Resolved } from './resolve.ts';
import { assembleResult, sectionsOf, unansweredSection } from './result.ts';
import { concludeWatch } from './watches.ts';

export const researchFlowName = 'research.run';
export const researchQueue = 'analytics';
export interface ResearchInput { runId: string }
export interface ResearchOutcome { status: ResearchStatus }

/** Errors of the world around us, which may be gone a moment later. */
const passing = (error: unknown) => (['NETWORK_UNREACHABLE', 'RPC_GARBAGE', 'DATABASE_UNAVAILABLE', 'SERVICE_UNAVAILABLE', 'SIMULATION_UNAVAILABLE', 'RPC_REJECTED'] as const).some((code) => AppError.is(error, code));
const patient = { attempts: 2, backoffMilliseconds: 500, retryable: passing };
const minute = 60_000;

/**
 * A research run: find the subject and pin the block, ask the services side by side, judge. A service that fails makes its section unknown
 * and never sinks the others.
 */
export function makeResearchFlow(dependencies: ResearchDependencies): FlowFunction<ResearchInput, ResearchOutcome> {
  const { store, announcer } = dependencies;

  return async (flow) => {
    const stage = makeStage<ResearchStep>(flow, {
      setStep: (runId, { status, ...change }) => store.setStep(runId, { ...change, status: status === 'waiting' ? 'running' : status }),
      progress: (runId, step, text, key) => announcer.announce({ type: 'research.progress', stream: runId, data: { step, text }, key }),
    });
    const conclude = (status: ResearchStatus, error: Parameters<typeof store.setStatus>[2] = null) => flow.step(`conclude:${status}`, async () => { await store.setStatus(flow.runId, status, error); return null; }, stubborn);
    try {
      await flow.step('begin', async () => { await store.setStatus(flow.runId, 'running'); return null; });
      const observedAt = (await flow.now()).toISOString();
      const { status, request } = await runOf(flow);
      if (status === 'cancelled') throw new AppError('RUN_CANCELLED', { id: flow.runId });
      const resolved = await resolve(stage, flow, request);
      const sections = sectionsOf(resolved.subject.kind, request);
      await flow.parallel(sections.map((section) => () => ask(stage, flow, section, resolved, observedAt)));
      await judgeAll(stage, flow, resolved, observedAt, sections);
      await flow.step('watch', async () => { await concludeWatch(store, flow.runId, null); return null; }, stubborn);
      await conclude('completed');
      return { status: 'completed' };
    } catch (error) {
      const { code, message, remedy } = AppError.from(error);
      if (code === 'RUN_CANCELLED') throw error;
      await flow.step('watch:failed', async () => { await concludeWatch(store, flow.runId, { code, message, remedy }); return null; }, stubborn);
      await conclude('failed', { code, message, remedy });
      throw error;
    }
  };

  /** The request stands in the store, not in the flow's records: it can hold thousands of posts. */
  async function runOf(flow: Flow): Promise<Research> {
    const research = await store.get(flow.runId);
    if (!research) throw new AppError('NOT_FOUND', { what: 'research run', id: flow.runId });
    return research;
  }

  function resolve(stage: Stage<ResearchStep>, flow: Flow, request: ResearchRequest): Promise<Resolved> {
    return stage('resolve', async ({ signal }) => {
      const resolved = await resolveSubject(request, dependencies, signal);
      await store.setSubject(flow.runId, resolved.subject);
      const { subject, block } = resolved;
      return { result: resolved, summary: `${[subject.kind, subject.symbol ?? subject.name, subject.address].filter(Boolean).join(' ')}${block ? ` at block ${block.number} of ${subject.network}` : ''}` };
    }, { ...patient, timeoutMilliseconds: minute });
  }

  async function ask(stage: Stage<ResearchStep>, flow: Flow, section: SectionName, { subject, block }: Resolved, observedAt: string): Promise<void> {
    try {
      await stage(section, async (context) => {
        const { project, sources, ownFiles, remappings, solcVersion } = (await runOf(flow)).request;
        const task: ResearchTask = {
          runId: flow.runId, subject, block, observedAt, project, ...(sources ? { sources } : {}), ...(ownFiles ? { ownFiles } : {}), ...(remappings ? { remappings } : {}), ...(solcVersion === undefined ? {} : { solcVersion }),
        };
        const answer = await (await dependencies.service(section)).analyze(task, context);
        await store.saveSection(flow.runId, section, answer);
        return { result: null, summary: answer.report.summary };
      }, { ...patient, timeoutMilliseconds: 10 * minute });
    } catch (error) {
      const known = AppError.from(error);
      if (known.code === 'RUN_CANCELLED') throw error;
      await flow.step(`${section}:unanswered`, async () => { await store.saveSection(flow.runId, section, unansweredSection(section, known.message, observedAt)); return null; });
    }
  }

  function judgeAll(stage: Stage<ResearchStep>, flow: Flow, { subject, block }: Resolved, observedAt: string, sections: readonly SectionName[]): Promise<null> {
    return stage('judge', async () => {
      const answers = (await store.loadSections(flow.runId)).filter((answer) => sections.includes(answer.report.section));
      const result = assembleResult({ runId: flow.runId, subject, block, observedAt, answers });
      await store.saveResult(flow.runId, result);
      const { level, score } = result.verdict;
      return { result: null, summary: `risk ${level}, ${score.low === score.high ? score.low : `${score.low} to ${score.high}`} of 100; ${result.evidence.length} pieces of evidence` };
    }, { ...patient, timeoutMilliseconds: minute });
  }
}
