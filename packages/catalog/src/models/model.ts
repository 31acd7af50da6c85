import { AppError, type Json, type LanguageModel, type ModelMessage, type ModelUsage, type WorkContext } from '@hyperlens/protocol';
import { APICallError, generateText, NoObjectGeneratedError, NoOutputGeneratedError, Output, RetryError, streamText, tool, type LanguageModelUsage } from 'ai';
import { z } from 'zod';
import { providers } from './registry.ts';

/** Which model, how to reach it, and what it costs when someone has said so. */
export interface ModelSettings {
  provider: string;
  model: string;
  apiKey?: string;
  baseUrl?: string;
  /** Dollars per million tokens, from the configuration. Without it costs are unknown. */
  price?: { inputPerMillion: number; outputPerMillion: number };
  timeoutMilliseconds?: number;
  /** Further attempts after 429, 5xx and broken connections; Retry-After is kept. */
  retries?: number;
  fetch?: typeof fetch;
}

/** Opens a language model of the Vercel AI SDK behind our port. Throws CONFIG_INVALID for an unknown provider or a missing key. */
export async function openModel(settings: ModelSettings): Promise<LanguageModel> {
  const load = providers[settings.provider];
  if (!load) throw new AppError('CONFIG_INVALID', { key: 'model.provider', source: 'the configuration', problem: `"${settings.provider}" is none of ${Object.keys(providers).join(', ')}` });
  const provider = (await load()).default;
  if (provider.needsKey && !settings.apiKey) throw new AppError('CONFIG_INVALID', { key: 'model.apiKey', source: 'the environment', problem: `is needed for ${provider.title}: set HYPERLENS_MODEL_API_KEY` });
  const model = await provider.open(settings);
  const id = `${settings.provider}:${settings.model}`;
  const { timeoutMilliseconds = 60_000, retries = 3 } = settings;

  const common = (messages: ModelMessage[], context: WorkContext) => ({
    model, maxRetries: retries,
    instructions: messages.filter((message) => message.role === 'system').map((message) => message.content).join('\n\n'),
    messages: messages.filter((message) => message.role !== 'system').map((message) => ({ role: message.role as 'user' | 'assistant', content: message.content })),
    abortSignal: AbortSignal.any([AbortSignal.timeout(timeoutMilliseconds), ...(context.signal ? [context.signal] : [])]),
  });
  const account = (usage: LanguageModelUsage, started: number): ModelUsage => {
    const inputTokens = usage.inputTokens ?? null;
    const outputTokens = usage.outputTokens ?? null;
    const costUsd = settings.price && inputTokens !== null && outputTokens !== null ? (inputTokens * settings.price.inputPerMillion + outputTokens * settings.price.outputPerMillion) / 1e6 : null;
    return { provider: settings.provider, model: settings.model, inputTokens, outputTokens, costUsd, milliseconds: Date.now() - started };
  };
  /** Only `stop` and `tool-calls` are ends a model chose; anything else is an answer that was cut off. */
  const complete = (finishReason: string) => {
    if (finishReason !== 'stop' && finishReason !== 'tool-calls') throw new AppError('MODEL_OUTPUT_INVALID', { model: id, reason: `the answer ended early (${finishReason})` });
  };

  return {
    id,
    async object({ messages, schema, schemaName }, context = {}) {
      const started = Date.now();
      try {
        // Servers without structured output only see the schema when the prompt carries it.
        const shape = JSON.stringify(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }));
        const asked: ModelMessage[] = [...messages, { role: 'user', content: `Answer with one JSON document and nothing else. It must fit this JSON Schema (${schemaName}):\n${shape}` }];
        const result = await generateText({ ...common(asked, context), output: Output.object({ schema, name: schemaName }) });
        complete(result.finishReason);
        return { value: schema.parse(result.output), usage: account(result.usage, started) };
      } catch (error) {
        throw translate(error, id, timeoutMilliseconds, context.signal);
      }
    },
    async text({ messages, tools = [] }, context = {}) {
      const started = Date.now();
      try {
        let failure: unknown;
        const result = streamText({
          ...common(messages, context), onError: ({ error }) => { failure = error; },
          ...(tools.length > 0 ? { tools: Object.fromEntries(tools.map((offer) => [offer.name, tool({ description: offer.description, inputSchema: offer.input })])) } : {}),
        });
        let text = '';
        for await (const delta of result.textStream) {
          text += delta;
          context.onText?.(delta);
        }
        if (failure) throw failure;
        complete(await result.finishReason);
        const toolCalls = (await result.toolCalls).map((call) => {
          if ('invalid' in call && call.invalid) throw new AppError('MODEL_OUTPUT_INVALID', { model: id, reason: `it called ${call.toolName} with input that does not fit` });
          return { id: call.toolCallId, name: call.toolName, input: call.input as Json };
        });
        return { text, toolCalls, usage: account(await result.usage, started) };
      } catch (error) {
        throw translate(error, id, timeoutMilliseconds, context.signal);
      }
    },
  };
}

/** What went wrong with a model, in our words. Response bodies are not repeated: they may echo the prompt or a key. */
function translate(error: unknown, model: string, timeoutMilliseconds: number, signal: AbortSignal | undefined): unknown {
  if (AppError.is(error) || signal?.aborted) return error;
  const cause = RetryError.isInstance(error) ? error.lastError : error;
  if (APICallError.isInstance(cause)) {
    if (cause.statusCode === 200) return new AppError('MODEL_OUTPUT_INVALID', { model, reason: 'its answer is not what the protocol of the provider describes' }, cause);
    const reason = cause.statusCode === undefined ? 'the connection failed' : `it answered HTTP ${cause.statusCode}`;
    return new AppError('MODEL_UNAVAILABLE', { model, reason });
  }
  if (NoObjectGeneratedError.isInstance(cause) || NoOutputGeneratedError.isInstance(cause) || cause instanceof z.ZodError) return new AppError('MODEL_OUTPUT_INVALID', { model, reason: 'the answer is not the JSON that was asked for' }, cause);
  if (cause instanceof Error && (cause.name === 'TimeoutError' || cause.name === 'AbortError')) return new AppError('MODEL_UNAVAILABLE', { model, reason: `no complete answer within ${timeoutMilliseconds / 1000} s` });
  if (brokenConnection(cause)) return new AppError('MODEL_UNAVAILABLE', { model, reason: 'the connection broke' }, cause);
  return new AppError('MODEL_OUTPUT_INVALID', { model, reason: 'its answer is not what the protocol of the provider describes' }, cause);
}

/** A failure of the network below the protocol, as undici and Node report it. */
function brokenConnection(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    if (/^(E[A-Z]+|UND_ERR_\w+)$/.test(code) || /^(terminated|fetch failed|network error)$/i.test(cause.message)) return true;
  }
  return false;
}
