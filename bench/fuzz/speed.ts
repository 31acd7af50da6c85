/** How long the campaigns of a run are. */
export interface Campaigns { fuzzRuns: number; invariantRuns: number; invariantDepth: number }

/** Calls a second by the wall clock, and the processor time (user and system, all cores, in seconds) the process took in all. */
export interface Speed { calls: number; callsPerSecond: number; processorSeconds: number }

export const speed = (calls: number, wallSeconds: number, processorSeconds: number): Speed => ({ calls, callsPerSecond: calls / wallSeconds, processorSeconds });

export const median = (values: number[]): number => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
