// Sources: what can be asked outside the chain. One file each, one line here.
export { failureOf, SourceFailure, type FailureKind } from './failure.ts';
export { makeApiClient, type ApiCall, type ApiClient, type ApiClientOptions } from './http.ts';
export { readPages, type Pages } from './pages.ts';
