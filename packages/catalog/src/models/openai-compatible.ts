import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { AppError } from '@hyperlens/protocol';
import type { Provider } from './registry.ts';

/** Any server that speaks OpenAI's Chat Completions: Ollama, vLLM, llama.cpp, LM Studio and others. Needs no key when the server asks for none. */
const openaiCompatible: Provider = {
  id: 'openai-compatible', title: 'OpenAI-compatible server', needsKey: false, needsBaseUrl: true,
  open({ model, apiKey, baseUrl, fetch }) {
    if (!baseUrl) throw new AppError('CONFIG_INVALID', { key: 'model.baseUrl', source: 'the configuration', problem: 'is needed for the provider openai-compatible, for example http://127.0.0.1:11434/v1' });
    return Promise.resolve(createOpenAICompatible({ name: 'openai-compatible', baseURL: baseUrl, includeUsage: true, ...(apiKey ? { apiKey } : {}), ...(fetch ? { fetch } : {}) }).chatModel(model));
  },
};
export default openaiCompatible;
