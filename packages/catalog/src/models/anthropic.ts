import { createAnthropic } from '@ai-sdk/anthropic';
import type { Provider } from './registry.ts';

/** Anthropic, Messages API (https://docs.anthropic.com/en/api/messages). */
const anthropic: Provider = {
  id: 'anthropic', title: 'Anthropic', needsKey: true, needsBaseUrl: false,
  open: ({ model, apiKey, baseUrl, fetch }) => Promise.resolve(createAnthropic({ ...(apiKey ? { apiKey } : {}), ...(baseUrl ? { baseURL: baseUrl } : {}), ...(fetch ? { fetch } : {}) }).messages(model)),
};
export default anthropic;
