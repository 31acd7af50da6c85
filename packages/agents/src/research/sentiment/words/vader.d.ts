/** The word list of VADER (Hutto and Gilbert 2014): mean human ratings from -4 to 4. The package has no types. */
declare module 'vader-sentiment/src/vader_lexicon.js' {
  export const lexicon: Readonly<Record<string, number>>;
}
