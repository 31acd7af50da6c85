import type { FastifyInstance } from 'fastify';
import { AppError, type ContractSources } from '@hyperlens/protocol';
import type { GatewayContext } from '../context.ts';
import { serve } from '../serve.ts';
import { definedOnly } from './input.ts';

/** Contracts that builds wrote, with their sources. */
export function registerContracts(server: FastifyInstance, { application }: GatewayContext): void {
  const { builds, runs } = application;

  const sourcesOf = async (runId: string): Promise<ContractSources> => {
    const run = await builds.get(runId);
    const written = await runs.loadPackage(runId);
    if (!written) throw new AppError('NOT_FOUND', { what: 'contract of run', id: runId });
    const { contractName, file, standards, sources, tests, constructorArguments } = written;
    return { runId, contractName, file, standards, contracts: run.contracts, sources, tests, constructorArguments };
  };

  serve(server, 'builds.contracts', ({ params }) => sourcesOf(params.id));
  serve(server, 'contracts.get', ({ params }) => sourcesOf(params.id));
  serve(server, 'contracts.list', async ({ query }) => {
    const found = await builds.list(definedOnly(query));
    const items = found.flatMap((run) => run.contracts.map((contract) => ({
      ...contract, runId: run.runId, status: run.status, createdAt: run.createdAt,
      deployed: (run.deployment?.contracts ?? []).filter(({ name }) => name === contract.name).map((deployed) => ({ ...deployed, network: run.deployment?.network ?? '', chainId: run.deployment?.chainId ?? 0 })),
    })));
    return { items, next: found.length === query.limit ? (found.at(-1)?.runId ?? null) : null };
  });
}
