import type { CompileResult } from '@hyperlens/protocol';
import { child, type Node } from './ast.ts';
import { makeFlow, type Flow, type Step } from './flow.ts';
import type { Frame } from './frame.ts';
import { functionKind, isPublic, makeProject, type Contract, type Project } from './project.ts';

/** What a detector gets: the project, and the flows of its contracts, each made once. */
export interface Unit {
  project: Project;
  /** Contracts and libraries of the person's own files that are looked at: everything but interfaces, and abstract ones something inherits. */
  targets: Contract[];
  /** Flows of the functions anyone can call. */
  entries(contract: Contract): Flow[];
  /** Flows of everything that has a body and is not reached through an entry of the same contract, internal functions of libraries included. */
  flows(contract: Contract): Flow[];
  flow(contract: Contract, definition: Node): Flow;
  /** Flow of the constructor of the contract itself, if it has one. */
  construction(contract: Contract): Flow | undefined;
  /** The node itself when it is in the person's own files, else the call in them that led there. */
  ownSite(step: Step): Node | undefined;
}

/** Prepares a compilation for the detectors. */
export function makeUnit(compilation: CompileResult, ownFiles: string[]): Unit {
  const project = makeProject(compilation, ownFiles);
  const cache = new Map<string, Flow>();
  const flow = (contract: Contract, definition: Node) => {
    const key = `${contract.node.id}:${definition.id}`;
    let found = cache.get(key);
    if (!found) cache.set(key, found = makeFlow(project, contract, definition));
    return found;
  };
  const callable = (contract: Contract) => contract.functions.filter(one => child(one, 'body') && functionKind(one) !== 'constructor');
  const lists = new Map<string, Flow[]>();
  const listed = (name: string, contract: Contract, make: () => Flow[]) => {
    const key = `${name}${contract.node.id}`;
    let found = lists.get(key);
    if (!found) lists.set(key, found = make());
    return found;
  };
  return {
    project, flow,
    targets: project.contracts.filter(contract => contract.kind !== 'interface' && !(contract.abstract && contract.inherited)),
    entries: contract => listed('entries', contract, () => callable(contract).filter(isPublic).map(one => flow(contract, one))),
    flows(contract) {
      return listed('flows', contract, () => {
        const entries = callable(contract).filter(isPublic).map(one => flow(contract, one));
        const reached = new Set(entries.flatMap(one => one.steps.flatMap(step => (step.kind === 'enter' ? [step.definition] : []))));
        return [...entries, ...callable(contract).filter(one => !isPublic(one) && !reached.has(one)).map(one => flow(contract, one))];
      });
    },
    construction(contract) {
      const definition = contract.functions.find(one => functionKind(one) === 'constructor' && child(one, 'body'));
      return definition && flow(contract, definition);
    },
    ownSite(step) {
      if (project.isOwn(step.node)) return step.node;
      for (let frame: Frame | undefined = step.frame; frame; frame = frame.parent) if (frame.site && project.isOwn(frame.site)) return frame.site;
      return undefined;
    },
  };
}
