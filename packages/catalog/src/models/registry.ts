import type { LanguageModel } from 'ai';

/** What a provider needs to reach a model. */
export interface ProviderSettings { model: string; apiKey?: string; baseUrl?: string; fetch?: typeof fetch }

/** One provider of language models: one file, one line in `providers`. */
export interface Provider {
  readonly id: string;
  readonly title: string;
  readonly needsKey: boolean;
  readonly needsBaseUrl: boolean;
  open(settings: ProviderSettings): Promise<Exclude<LanguageModel, string>>;
}

/** Loaded when used: the clients of four companies cost start-up time that most runs never need. */
export const providers: Record<string, () => Promise<{ default: Provider }>> = {
  openai: () => import('./openai.ts'),
  anthropic: () => import('./anthropic.ts'),
  google: () => import('./google.ts'),
  'openai-compatible': () => import('./openai-compatible.ts'),
};
