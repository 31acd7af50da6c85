import type { Fetch, SourceArchive, VerifiedSource } from '@hyperlens/protocol';
import { z } from 'zod';
import { makeApiClient } from './http.ts';

export interface SourcifyOptions { baseUrl: string; fetch: Fetch; timeoutMilliseconds?: number }

const match = z.enum(['match', 'exact_match']).nullable().optional();
/** What is used of the answer (https://docs.sourcify.dev/docs/api, GET /v2/contract/{chainId}/{address}). */
const contract = z.object({
  match, verifiedAt: z.string().nullable().optional(),
  abi: z.array(z.looseObject({ type: z.string() })).nullable().optional(),
  sources: z.record(z.string(), z.object({ content: z.string() })).nullable().optional(),
  compilation: z.object({ language: z.string().optional(), compiler: z.string().optional(), compilerVersion: z.string().optional(), name: z.string().optional() }).nullable().optional(),
  deployment: z.object({ transactionHash: z.string().nullable().optional(), blockNumber: z.union([z.string(), z.number()]).nullable().optional(), deployer: z.string().nullable().optional() }).nullable().optional(),
});

/** Sourcify's archive of verified sources, API version 2, without a key. A contract or a chain it does not have is null. */
export function makeSourcify({ baseUrl, fetch, timeoutMilliseconds = 10_000 }: SourcifyOptions): SourceArchive {
  const client = makeApiClient({ id: 'sourcify', fetch, baseUrl, timeoutMilliseconds, responseLimitBytes: 16 * 1024 * 1024 });
  return {
    id: 'sourcify',
    title: 'Sourcify',
    async contract(chainId, address, context) {
      const found = await client.find(`v2/contract/${chainId}/${address}`, contract, { query: { fields: 'abi,sources,compilation,deployment' }, signal: context?.signal });
      if (!found?.match) return null;
      const { transactionHash, blockNumber, deployer } = found.deployment ?? {};
      const known = /^0x[0-9a-fA-F]{64}$/.test(transactionHash ?? '') && /^0x[0-9a-fA-F]{40}$/.test(deployer ?? '') && Number.isSafeInteger(Number(blockNumber ?? NaN));
      const moment = found.verifiedAt ? Date.parse(found.verifiedAt) : NaN;
      return {
        match: found.match === 'exact_match' ? 'exact' : 'partial', name: found.compilation?.name ?? '', compiler: [found.compilation?.compiler, found.compilation?.compilerVersion].filter(Boolean).join(' '), language: found.compilation?.language ?? '',
        files: Object.fromEntries(Object.entries(found.sources ?? {}).map(([path, { content }]) => [path, content])), abi: (found.abi ?? []) as VerifiedSource['abi'], verifiedAt: Number.isNaN(moment) ? null : new Date(moment).toISOString(),
        deployment: known ? { transactionHash: transactionHash as `0x${string}`, blockNumber: Number(blockNumber), deployer: deployer as `0x${string}` } : null,
      };
    },
  };
}
