import { createGoogle } from '@ai-sdk/google';
import type { Provider } from './registry.ts';

/** Google Gemini, generateContent (https://ai.google.dev/api/generate-content). */
const google: Provider = {
  id: 'google', title: 'Google Gemini', needsKey: true, needsBaseUrl: false,
  open: ({ model, apiKey, baseUrl, fetch }) => Promise.resolve(createGoogle({ ...(apiKey ? { apiKey } : {}), ...(baseUrl ? { baseURL: baseUrl } : {}), ...(fetch ? { fetch } : {}) }).chat(model)),
};
export default google;
