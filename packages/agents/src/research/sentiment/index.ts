// Sentiment: what people write about a subject, and how sure one can be of it.
export { makeSentimentService, type SentimentDependencies } from './sentiment.ts';
export { readTone, type Tone } from './model/offline.ts';
