/**
 * Text from outside (a token's name, an error of a node, a page) as one line that is safe to show: no control, format or private characters,
 * single spaces, at most so many characters.
 */
export function oneLine(text: string, most = 100): string {
  return Array.from(text.slice(0, most * 16).replaceAll(/[^\S ]/g, ' ').replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}]/gu, '').replaceAll(/ +/g, ' ').trim()).slice(0, most).join('');
}
