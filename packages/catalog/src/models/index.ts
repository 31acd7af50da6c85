export { openModel, type ModelSettings } from './model.ts';
export { providers, type Provider, type ProviderSettings } from './registry.ts';
