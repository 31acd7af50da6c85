import { createOpenAI } from '@ai-sdk/openai';
import type { Provider } from './registry.ts';

/** OpenAI, Responses API (https://platform.openai.com/docs/api-reference/responses). */
const openai: Provider = {
  id: 'openai', title: 'OpenAI', needsKey: true, needsBaseUrl: false,
  open: ({ model, apiKey, baseUrl, fetch }) => Promise.resolve(createOpenAI({ ...(apiKey ? { apiKey } : {}), ...(baseUrl ? { baseURL: baseUrl } : {}), ...(fetch ? { fetch } : {}) }).responses(model)),
};
export default openai;
