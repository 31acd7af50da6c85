// Telemetry: what happened becomes lines for people and numbers for machines; secrets never come out.
export { makeLogger, silentLogger } from './logger.ts';
export type { Logger, LoggerOptions, LogLevel } from './logger.ts';
export { isSecretName, redactText, redactValue } from './redact.ts';
export { makeMetrics } from './metrics.ts';
export type { Metrics, MetricsOptions, MetricsSources, Outcome } from './metrics.ts';
