import type { Embedder } from '@hyperlens/protocol';

const dimensions = 384;
const stopwords = new Set('a an and are as at be by for from i in is it its me my of on or our please that the this to us want we will with you your need make create build write contract smart solidity'.split(' '));

/**
 * The embedder that needs no model: signed feature hashing (Weinberger et al. 2009, "Feature Hashing for Large Scale Multitask Learning")
 * of words, word pairs and letter trigrams, with sublinear counts and unit length. It knows spelling, not meaning: synonyms are the
 * full-text side's and the reader's work.
 */
export const hashingEmbedder: Embedder = { id: 'hashing-384-v1', dimensions, embed: (texts) => Promise.resolve(texts.map(embedText)) };

function embedText(text: string): number[] {
  const counts = new Map<string, number>();
  const count = (feature: string, weight: number) => counts.set(feature, (counts.get(feature) ?? 0) + weight);
  const words = text.slice(0, 100_000).toLowerCase().normalize('NFKC').match(/[\p{L}\p{N}]+/gu)?.filter((word) => !stopwords.has(word)).map(stem) ?? [];
  words.forEach((word, index) => {
    count(`w:${word}`, 1);
    if (index > 0) count(`p:${words[index - 1]} ${word}`, 0.5);
    const padded = `^${word}$`;
    for (let start = 0; start + 3 <= padded.length; start++) count(`t:${padded.slice(start, start + 3)}`, 0.2);
  });
  const vector = Array.from({ length: dimensions }, () => 0);
  for (const [feature, weight] of counts) {
    const hash = fnv1a(feature);
    vector[hash % dimensions]! += (hash & 0x8000_0000 ? -1 : 1) * Math.sqrt(weight);
  }
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}

/** Plurals and the most common endings, so that "vaults" meets "vault" and "minting" meets "mint". */
function stem(word: string): string {
  return word.length > 4 ? word.replace(/(?:ations?|ings?|ables?|ed|es|s)$/, '') : word;
}

/** 32-bit FNV-1a (draft-eastlake-fnv). */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
