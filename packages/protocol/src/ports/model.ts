import type { z } from 'zod';
import type { Json } from '../shapes/common.ts';
import type { WorkContext } from './build.ts';

/** Tokens and money of one model call. `costUsd` is null when the price of the model is not known: never guessed. */
export interface ModelUsage { provider: string; model: string; inputTokens: number | null; outputTokens: number | null; costUsd: number | null; milliseconds: number }

export interface ModelMessage { role: 'system' | 'user' | 'assistant'; content: string }

/** Something a model may ask for. Running it is the caller's decision. */
export interface ModelTool { name: string; description: string; input: z.ZodType }
export interface ModelToolCall { id: string; name: string; input: Json }

/** A language model. Throws MODEL_UNAVAILABLE or MODEL_OUTPUT_INVALID. Keys stay inside. */
export interface LanguageModel {
  /** `<provider>:<model>`. */
  readonly id: string;
  /** An answer that fits the schema, checked. */
  object<Value>(input: { messages: ModelMessage[]; schema: z.ZodType<Value>; schemaName: string }, context?: WorkContext): Promise<{ value: Value; usage: ModelUsage }>;
  /** Streamed text, and the tools the model asks for. An answer that was cut off is an error, not a short answer. */
  text(input: { messages: ModelMessage[]; tools?: ModelTool[] }, context?: WorkContext & { onText?: (delta: string) => void }): Promise<{ text: string; toolCalls: ModelToolCall[]; usage: ModelUsage }>;
}

/** Turns text into a unit vector of `dimensions` numbers. */
export interface Embedder { readonly id: string; readonly dimensions: number; embed(texts: string[]): Promise<number[][]> }
