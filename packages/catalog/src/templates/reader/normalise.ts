/**
 * Text as the reader works on it: Unicode NFKC, straight quotes, one space between words, bullets and numbered items as lines of
 * their own, no control, zero-width or direction marks. Line breaks stay, because they separate wishes.
 */
export function normalise(request: string): string {
  return request
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    // Fractions before NFKC, which would write ½ as "1⁄2".
    .replace(/(\d)?\u00bd/g, (_, digit: string | undefined) => (digit ? `${digit}.5` : '0.5'))
    .normalize('NFKC')
    .replace(/[\u2018\u2019\u201a\u2032\u00b4`]/g, "'")
    .replace(/[\u201c\u201d\u201e\u00ab\u00bb\u2033]/g, '"')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\ue000-\uf8ff]/g, '')
    .replace(/[\u2010-\u2012]/g, '-')
    .replace(/\s*[\u2013\u2014\u2015]\s*/g, ' - ')
    .replace(/[^\n\P{Cc}]|\u00a0/gu, ' ')
    .replace(/[ \t]*[\u2022\u25cf\u25aa\u25e6\u2023\u2043\u2219\u00b7]+[ \t]*/g, '\n')
    .replace(/^[ \t]*(?:[-*+>]+|\(?\d{1,2}[.)]|#{1,6})[ \t]+/gm, '')
    .replace(/\*\*|__(?=\w)|(?<=\w)__(?!\w)/g, '')
    .replace(/\bun(mintable|burnable|pausable)\b/gi, 'not $1')
    .replace(/\bnon(mintable|burnable|pausable|transferr?able|upgradeable)\b/gi, 'non-$1')
    .replace(/[ ]{2,}/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();
}
