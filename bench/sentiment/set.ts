import { readFileSync } from 'node:fs';
import path from 'node:path';

export const labels = ['positive', 'neutral', 'negative'] as const;
export type Label = (typeof labels)[number];
export interface Item { label: Label; aspect: string; register: string; text: string }

/** `voices` is a second set in other voices by a second writer, halved by the hash of the text: what was looked at while mending, and what was not. */
export const parts = ['heldout', 'voices-heldout', 'development', 'voices-development'] as const;
export type Part = (typeof parts)[number];

/** A part of the labelled set: tab-separated label, aspect, register, text. */
export function readSet(part: Part): Item[] {
  const lines = readFileSync(path.join(import.meta.dirname, `${part}.tsv`), 'utf8').split('\n').filter(Boolean);
  return lines.map((line, index) => {
    const [label, aspect, register, text] = line.split('\t');
    if (!labels.includes(label as Label) || !aspect || !register || !text) throw new Error(`${part}.tsv:${index + 1} does not have the four columns`);
    return { label: label as Label, aspect, register, text };
  });
}

/** Precision, recall and F1 of each class, their mean (macro-F1) and the share that is right. */
export function score(items: readonly Item[], answer: (text: string) => Label) {
  const pairs = items.map((item) => ({ item, said: answer(item.text) }));
  const classes = Object.fromEntries(labels.map((label) => {
    const hit = pairs.filter(({ item, said }) => item.label === label && said === label).length;
    const claimed = pairs.filter(({ said }) => said === label).length;
    const real = pairs.filter(({ item }) => item.label === label).length;
    const precision = claimed === 0 ? 0 : hit / claimed;
    const recall = real === 0 ? 0 : hit / real;
    return [label, { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) }];
  })) as Record<Label, { precision: number; recall: number; f1: number }>;
  return { classes, macroF1: labels.reduce((sum, label) => sum + classes[label].f1, 0) / labels.length, accuracy: pairs.filter(({ item, said }) => item.label === said).length / pairs.length, wrong: pairs.filter(({ item, said }) => item.label !== said) };
}
