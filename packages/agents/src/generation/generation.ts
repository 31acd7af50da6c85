import { AppError } from '@hyperlens/protocol';
import type { ContractPackage, GenerationAgent, KindLibrary, Networks, Spec, SpecDraft, TemplateHit, TemplateStore, WorkContext } from '@hyperlens/protocol';
import { hashSpec } from './canonical.ts';
import { specifyByRules } from './rules.ts';

/** Longest request that is read, in characters. */
export const requestLimit = 20_000;

/**
 * Somebody who writes what the rules cannot: a language model behind checks of its own. It gets what the rules made of the request, or the
 * error they ended with, and answers with a draft that is hashed here.
 */
export interface Author {
  readonly id: string;
  specify(input: { request: string; network?: string; draft: SpecDraft | null; problem: AppError | null; hits: TemplateHit[] }, context?: WorkContext): Promise<SpecDraft>;
  write(spec: Spec, context?: WorkContext & { feedback?: string[]; request?: string }): Promise<ContractPackage>;
}

export interface GenerationDependencies {
  kinds: KindLibrary;
  /** Retrieval of templates; without it the words alone choose the kind. */
  templates?: Pick<TemplateStore, 'search'>;
  networks?: Pick<Networks, 'list'>;
  author?: Author;
}

/** The generation agent: a request becomes a spec, a spec becomes Solidity and its tests. Reads by rules; an author may take over. */
export function makeGeneration(dependencies: GenerationDependencies): GenerationAgent {
  const { kinds, templates, networks, author } = dependencies;

  return {
    async specify(input, context) {
      const { request } = input;
      if (request.length > requestLimit) throw new AppError('REQUEST_TOO_LONG', { length: request.length, limit: requestLimit });
      if (request.trim() === '') throw new AppError('REQUEST_EMPTY');
      context?.progress?.('Reading the request');
      const hits = templates ? await templates.search(request.slice(0, 2_000), 8) : [];
      context?.signal?.throwIfAborted();
      let draft: SpecDraft | null = null;
      let problem: AppError | null = null;
      try {
        draft = specifyByRules({ request, ...(input.network === undefined ? {} : { network: input.network }), hits }, { kinds, networks: networks?.list() ?? [] });
      } catch (error) {
        problem = AppError.from(error);
        if (!author) throw problem;
      }
      if (author) draft = await author.specify({ ...input, draft, problem, hits }, context);
      if (!draft) throw problem ?? new AppError('REQUEST_NOT_UNDERSTOOD', { reason: 'nothing was read from it' });
      context?.progress?.(`Understood as ${kinds.find(draft.kind)?.title ?? draft.kind} "${draft.contractName}"`);
      return hashSpec(draft);
    },
    async write(spec, context) {
      const kind = kinds.find(spec.kind);
      if (author && (!kind || spec.author !== 'rules' || context?.feedback?.length)) return author.write(spec, context);
      if (!kind) throw new AppError('NOT_FOUND', { what: 'contract kind', id: spec.kind });
      context?.progress?.(`Writing ${spec.contractName}`);
      const parameters = kind.schema.parse(spec.parameters);
      const composition = kind.compose(spec.contractName, parameters);
      const owner = spec.parameters.owner;
      return {
        contractName: spec.contractName, file: composition.file, sources: composition.sources, tests: kind.tests(spec.contractName, parameters),
        constructorArguments: composition.constructorArguments, standards: composition.standards, upgradeability: composition.upgradeability,
        ...(typeof owner === 'string' && owner.startsWith('0x') ? { owner } : {}),
      };
    },
  };
}
