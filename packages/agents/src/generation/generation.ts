import { AppError, type ContractKind, type ContractPackage, type GenerationAgent, type Networks, type Spec, type SpecDraft, type TemplateStore, type WorkContext } from '@hyperlens/protocol';
import { hashed } from './hash.ts';
import { checkRequest } from './request.ts';

/** What a model may do in generation: fill a spec, and write Solidity where no kind fits. */
export interface Author {
  readonly id: string;
  specify(input: { request: string; network: string }, context: WorkContext): Promise<SpecDraft>;
  write(spec: Spec, input: { request: string; feedback: string[] }, context: WorkContext): Promise<ContractPackage>;
}

export interface GenerationDependencies {
  kinds: readonly ContractKind[];
  networks: Pick<Networks, 'get' | 'list'>;
  defaultNetwork: string;
  /** Retrieval: helps to choose the kind, and names the templates that shaped the result. */
  templates?: Pick<TemplateStore, 'search'>;
  author?: Author;
}

/** Id of specs whose Solidity is written by a model. */
export const customKind = 'custom';

/** How much a retrieved template speaks for its kind, beside the kind's own words. */
const retrievalWeight = 0.25;
/** Below this no kind fits. */
const leastMatch = 0.2;

/** The generation agent: a request becomes a spec by rules or by a model, a spec becomes sources and tests. */
export function makeGeneration({ kinds, networks, defaultNetwork, templates, author }: GenerationDependencies): GenerationAgent {
  return {
    async specify({ request: raw, network: given }, context = {}) {
      const { request, network, ignored } = checkRequest(raw, { given, networks: networks.list(), defaultNetwork });
      const hits = (await templates?.search(request, 5)) ?? [];
      const draft = author ? await author.specify({ request, network }, context) : byRules(request, network, hits);
      return hashed({ ...draft, network: networks.get(network).id, unsupported: [...draft.unsupported, ...ignored], templates: hits.filter((hit) => hit.kind === draft.kind).map((hit) => `${hit.id}@${hit.version}`) });
    },

    async write(spec, context = {}) {
      if (spec.kind === customKind) {
        if (!author) throw new AppError('REQUEST_UNSUPPORTED', { what: 'custom Solidity without a configured model' });
        return author.write(spec, { request: context.request ?? '', feedback: context.feedback ?? [] }, context);
      }
      const kind = kinds.find((candidate) => candidate.id === spec.kind);
      if (!kind) throw new AppError('NOT_FOUND', { what: 'contract kind', id: spec.kind });
      const parameters = kind.schema.parse(spec.parameters);
      const { sources, file, constructorArguments, standards, upgradeability } = kind.compose(spec.contractName, parameters);
      return { contractName: spec.contractName, file, sources, tests: kind.tests(spec.contractName, parameters), constructorArguments, standards, upgradeability };
    },
  };

  function byRules(request: string, network: string, hits: { kind: string; score: number }[]): SpecDraft {
    const best = kinds.map((kind) => {
      const own = kind.matches(request);
      const retrieved = Math.max(0, ...hits.filter((hit) => hit.kind === kind.id).map((hit) => hit.score));
      return { kind, own, score: own === 0 ? 0 : own + retrievalWeight * retrieved };
    }).toSorted((a, b) => b.score - a.score)[0];
    if (!best || best.own < leastMatch) throw new AppError('REQUEST_NOT_UNDERSTOOD', { reason: 'its words fit none of the kinds of contract that can be built' });
    const reading = best.kind.read(request);
    const checked = best.kind.schema.safeParse(reading.parameters);
    if (!checked.success) {
      const conflict = checked.error.issues.slice(0, 3).map((issue) => issue.message).join('; ');
      // A wish that cannot be built leaves holes in the parameters; then the wish is the news, not the hole.
      if (reading.unsupported.some((wish) => wish.essential)) return { ...frame(best.kind, reading.contractName, network), ...pick(reading), parameters: reading.parameters };
      throw new AppError('REQUEST_CONTRADICTS_ITSELF', { conflict });
    }
    const parameters = checked.data as Record<string, never>;
    const { constructorArguments, standards, upgradeability } = best.kind.compose(reading.contractName, parameters);
    return { ...frame(best.kind, reading.contractName, network), ...pick(reading), parameters, constructorArguments, standards, upgradeability };
  }
}

const pick = ({ understood, assumed, unsupported }: Pick<SpecDraft, 'understood' | 'assumed' | 'unsupported'>) => ({ understood, assumed, unsupported });

function frame(kind: ContractKind, contractName: string, network: string): Omit<SpecDraft, 'understood' | 'assumed' | 'unsupported' | 'parameters'> {
  return { schemaVersion: 1, kind: kind.id, contractName, network, constructorArguments: [], standards: kind.standards, upgradeability: 'none', templates: [], author: 'rules' };
}
