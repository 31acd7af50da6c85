import { projectProfile, type PostQuery, type ProjectProfile } from '@hyperlens/protocol';
import type { z } from 'zod';

/** A question about the token Acorn in June 2024, for tests. */
export function query(project: z.input<typeof projectProfile> = {}, more: Partial<PostQuery> = {}): PostQuery {
  const profile: ProjectProfile = projectProfile.parse(project);
  return {
    subject: { kind: 'token', query: 'Acorn', network: 'local', chainId: 1, address: '0x00000000000000000000000000000000000000AA', name: 'Acorn Finance', symbol: 'ACRN', decimals: 18 },
    project: profile, since: '2024-06-01T00:00:00.000Z', until: '2024-06-30T00:00:00.000Z', limit: 1_000, ...more,
  };
}
