/** Frequent words of languages that share the Latin script; words that English has too are left out. */
const languages: Record<string, Set<string>> = {
  Spanish: new Set('el la los las un una unos unas de del que con para por y quiero crear necesito contrato llamado llamada puede pueden suministro propietario quemar acuñar ficha símbolo millones sea tenga'.split(' ')),
  French: new Set('le les un une des du de et avec pour que qui je veux voudrais créer besoin jeton contrat appelé nommé peut peuvent propriétaire offre symbole millions doit être'.split(' ')),
  German: new Set('der die das ein eine einen und mit für von zu ich möchte will erstelle erstellen brauche vertrag namens heißt kann können eigentümer besitzer menge symbol millionen soll nicht werden'.split(' ')),
  Portuguese: new Set('os um uma de do da que com para por quero criar preciso contrato chamado chamada pode podem oferta proprietário dono queimar símbolo milhões seja tenha não'.split(' ')),
  Italian: new Set('il lo gli un uno una di del che con per voglio creare bisogno contratto chiamato chiamata può possono proprietario fornitura simbolo milioni deve essere non'.split(' ')),
  Turkish: new Set('bir ve ile için istiyorum oluştur adı olan sembolü arz sahibi basabilir yakabilir milyon sözleşme jeton'.split(' ')),
  Polish: new Set('ze dla chcę stwórz utwórz potrzebuję kontrakt nazwie nazwa może właściciel podaż symbol milionów który jest'.split(' ')),
  Indonesian: new Set('dan dengan untuk saya ingin buat buatkan membuat kontrak bernama nama dapat bisa pemilik pasokan simbol juta yang'.split(' ')),
  Vietnamese: new Set('tôi muốn tạo một với và cho hợp đồng tên là có thể chủ sở hữu triệu của'.split(' ')),
};
const scripts: [string, RegExp][] = [
  ['Chinese', /\p{Script=Han}/gu], ['Japanese', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu], ['Korean', /\p{Script=Hangul}/gu], ['Russian or another Cyrillic language', /\p{Script=Cyrillic}/gu],
  ['Arabic', /\p{Script=Arabic}/gu], ['Hebrew', /\p{Script=Hebrew}/gu], ['Hindi', /\p{Script=Devanagari}/gu], ['Greek', /\p{Script=Greek}/gu], ['Thai', /\p{Script=Thai}/gu],
];
const english = new Set('the a an and with for that this which should must can may is are be of to in on it i we want need create make build called named owner supply token contract each every not no only'.split(' '));

/** The language a request seems to be written in, by script and frequent words; `English` when nothing speaks against it. */
export function languageOf(text: string): string {
  const letters = (text.match(/\p{L}/gu) ?? []).length;
  for (const [name, pattern] of scripts) {
    if ((text.match(pattern) ?? []).length > letters * 0.25) return name;
  }
  // Addresses and words with digits say nothing; single letters neither.
  const words = text.toLowerCase().replace(/\S*\d\S*/g, ' ').split(/[^\p{L}]+/u).filter((word) => word.length > 1);
  const own = words.filter((word) => english.has(word)).length;
  let best = { name: 'English', count: 0 };
  for (const [name, known] of Object.entries(languages)) {
    const count = words.filter((word) => known.has(word)).length;
    // Several words of the other language and clearly fewer English ones.
    if (count >= 3 && count > 2 * own && count > best.count) best = { name, count };
  }
  return best.name;
}
