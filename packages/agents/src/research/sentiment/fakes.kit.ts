import { projectProfile, type CollectedPost, type LanguageModel, type PostAnswer, type PostSource, type ResearchTask } from '@hyperlens/protocol';
import type { z } from 'zod';

let counter = 0;
/** A post about Acorn Finance, for tests. */
export const makePost = (text: string, more: Partial<CollectedPost> = {}): CollectedPost => ({
  id: `p${counter++}`, source: 'x', author: null, text, time: '2024-06-20T10:00:00.000Z', url: null, language: null, likes: null, reposts: null, replies: null, followers: null, accountCreatedAt: null, place: 'open', ...more,
});

export const makeTask = (project: z.input<typeof projectProfile> = {}, subject: Partial<ResearchTask['subject']> = {}): ResearchTask => ({
  runId: 'run-1', block: null, observedAt: '2024-06-30T12:00:00.000Z', project: projectProfile.parse(project),
  subject: { kind: 'token', query: 'ACRN', network: 'local', chainId: 1, address: '0x00000000000000000000000000000000000000AA', name: 'Acorn Finance', symbol: 'ACRN', decimals: 18, ...subject },
});

/** A source that gives these posts, or does what it is told. */
export const makeSource = (posts: CollectedPost[], more: Partial<PostAnswer> & { id?: string; collect?: PostSource['collect'] } = {}): PostSource => ({
  id: more.id ?? 'x', title: more.id ?? 'X', configured: () => true,
  collect: more.collect ?? ((query) => Promise.resolve({ posts, coverage: { from: query.since, to: query.until, complete: true }, status: 'ok', ...more })),
});

/** A language model that answers by a function of the prompt. */
export const makeModel = (answer: (prompt: string) => unknown): LanguageModel & { prompts: string[] } => {
  const prompts: string[] = [];
  return {
    id: 'test:model', prompts,
    object({ messages, schema }) {
      const prompt = messages.map(({ content }) => content).join('\n');
      prompts.push(prompt);
      return Promise.resolve().then(() => ({ value: schema.parse(answer(prompt)), usage: { provider: 'test', model: 'model', inputTokens: 1, outputTokens: 1, costUsd: null, milliseconds: 1 } }));
    },
    text: () => Promise.reject(new Error('not used')),
  };
};
