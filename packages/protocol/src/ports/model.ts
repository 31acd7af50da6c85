import type { z } from 'zod';
import type { WorkContext } from './build.ts';

/** Tokens and money of one model call. `costUsd` is null when the price of the model is not known: never guessed. */
export interface ModelUsage { provider: string; model: string; inputTokens: number | null; outputTokens: number | null; costUsd: number | null; milliseconds: number }

export interface ModelMessage { role: 'system' | 'user' | 'assistant'; content: string }

/** A language model. Throws MODEL_UNAVAILABLE or MODEL_OUTPUT_INVALID. Keys stay inside. */
export interface LanguageModel {
  readonly id: string;
  /** An answer that fits the schema, checked. */
  object<Value>(input: { messages: ModelMessage[]; schema: z.ZodType<Value>; schemaName: string }, context?: WorkContext): Promise<{ value: Value; usage: ModelUsage }>;
  text(input: { messages: ModelMessage[] }, context?: WorkContext & { onText?: (delta: string) => void }): Promise<{ text: string; usage: ModelUsage }>;
}

/** Turns text into a unit vector of `dimensions` numbers. */
export interface Embedder { readonly id: string; readonly dimensions: number; embed(texts: string[]): Promise<number[][]> }
