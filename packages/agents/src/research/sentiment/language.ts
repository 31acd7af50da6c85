import { detectAll } from 'tinyld';

/** ISO 639-1 codes sources and tinyld use; everything else is `unknown`. */
const code = /^[a-z]{2}(?:-[A-Za-z]+)?$/;
/** Languages people write about crypto in; short English text looks like Latin or Esperanto to a detector that knows those. */
const spoken = 'en de fr es pt it nl pl cs ro hu sv da fi no tr ru uk bg sr el he ar fa hi bn ur id vi th tl ms ja ko zh'.split(' ');
const wordList = (words: string) => new Set(words.split(' '));

/** Scripts that one language (or nearly) is written in; the first that fits. */
const scripts: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Hangul}/u, 'ko'], [/\p{Script=Hiragana}|\p{Script=Katakana}/u, 'ja'], [/\p{Script=Han}/u, 'zh'], [/\p{Script=Thai}/u, 'th'], [/\p{Script=Hebrew}/u, 'he'], [/\p{Script=Greek}/u, 'el'], [/\p{Script=Devanagari}/u, 'hi'], [/\p{Script=Bengali}/u, 'bn'],
];
/** Letters that give a language of the Latin script away. */
const letters: readonly (readonly [RegExp, string])[] = [[/[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđơư]/iu, 'vi'], [/[ğış]/iu, 'tr'], [/[ñ¿¡]/iu, 'es'], [/[ãõ]/iu, 'pt'], [/[ąęłśźż]/iu, 'pl'], [/[äöüß]/iu, 'de'], [/[èêëîïôœ]/iu, 'fr']];

/** Everyday words that give a language away; a detector of letters guesses wildly on two or three words. English first: it wins ties. */
const everyday: readonly (readonly [string, ReadonlySet<string>])[] = [
  ['en', wordList(`the this that these those is are was were been be being not and or but you your for from with without they them their there here what when where which who why how buy sell bought sold price token tokens coin coins just still team to of it its it's in on at by as an if so my me we our us i i'm i've now then than up down out off over after before while during more most less all any some every no nothing never always will would can can't cannot could should has have had do does don't doesn't did didn't get got go going gone make made new next last first one two again back scam rug moon bullish bearish pump dump hold holding good great bad best worst still about into because only very really too also even like want need says said per chain launch launches hits falls rises fees market week month months year years day days today please thanks thank hello anyone everyone people nobody let's lets gonna wen ngl tbh imo lol bro fam gm`)],
  ['es', wordList('el la los las un una de del que y en no es por para con se lo mi muy pero está esta este estos estas ya hoy todo todos más mas gracias cuando cuándo como cómo sin hay son fue te nos al si sí porque mejor buen bueno mal vamos alguien nadie compren compré vendí subiendo bajando sube baja luna dinero precio proyecto estafa comunidad moneda ganancias puedo quiero')],
  ['pt', wordList('o os um uma de do da dos das que e em não nao é por para com se muito mas está isso essa esse já hoje tudo mais obrigado obrigada quando como sem são foi na no ao sim porque melhor bom boa mal vamos alguém vai pra pro golpe projeto moeda queda comprei vendi dinheiro preço lua taxas bora sacar')],
  ['fr', wordList("le la les un une des de du que et en ne pas est pour avec très mais ce cette tout plus merci quand comme sans sont je tu il nous vous au aux sur qui dans c'est projet arnaque prix équipe argent monte baisse jeton")],
  ['de', wordList('der die das ein eine einen und ist nicht zu mit auf für sich sehr aber dass es ich du wir ihr sie den dem im von bei wann wie kein keine mehr noch schon jetzt alle kurs geld projekt betrug läuft gut schlecht danke kaufen verkaufen')],
  ['it', wordList('il lo la gli un una di del della che e in non è per con si molto ma questo questa già oggi tutto più grazie quando come senza sono ho progetto truffa prezzo soldi')],
  ['tr', wordList('bir bu ve çok ne için de da mi mı mu ile ama daha gibi yok var ben sen biz param para proje topluluk acaba zaman kadar hala hâlâ en iyi kötü almayın düşer yükselir gidiyoruz harika aya')],
  ['id', wordList('yang dan di ini itu tidak ke dari untuk dengan ada akan bisa saya kami kita harga naik turun terus kapan bang mantap proyek koin penipuan gak nggak')],
  ['nl', wordList('het een van en is niet met op voor maar dat ik je we zijn te ook nog wel geen koers geld')], ['pl', wordList('nie to jest się że jak co ale tak już kurs pieniądze jeszcze bardzo')], ['vi', wordList('không có là của và tôi được này rồi quá cao phí tăng giảm dự án mọi người đã sẽ với cho một các những tốt tiền giá mua bán')], ['tl', wordList('ang ng mga sa na po ko mo ba hindi naman lang')],
];

/** The language of a post: what its source says, else its script, its everyday words, its letters, else what tinyld detects; null when it cannot be told. */
export function languageOf(text: string, said: string | null): string | null {
  if (said !== null && code.test(said)) return said.slice(0, 2).toLowerCase();
  const words = text.slice(0, 4_000).replaceAll(/https?:\/\/\S+|[@#$]\w+|0x[0-9a-f]+/gi, ' ').replaceAll('’', "'").replaceAll(/[^\p{L}\p{M}\s']+/gu, ' ').replaceAll(/\s+/g, ' ').trim();
  if (words === '') return null;
  const foreign = (words.match(/[^\p{Script=Latin}\p{M}\s']/gu) ?? []).length;
  if (foreign * 3 > words.length) return scripts.find(([script]) => script.test(words))?.[1] ?? detect(words)[0]?.lang ?? null;
  const list = words.toLowerCase().split(' ');
  const [first, second] = everyday.map(([language, known]) => ({ language, count: list.filter((word) => known.has(word)).length })).toSorted((a, b) => b.count - a.count);
  const hinted = letters.find(([pattern]) => pattern.test(text))?.[1];
  if (first && second && first.count > 0 && (first.language === 'en' || first.count > second.count) && (first.count >= 2 || list.length <= 6) && !(first.language === 'en' && hinted !== undefined && first.count * 5 < list.length)) return first.language;
  if (hinted !== undefined) return hinted;
  const [best, next] = detect(words);
  if (best && list.length >= 6 && best.accuracy - (next?.accuracy ?? 0) >= 0.05) return best.lang;
  // A few plain Latin letters: tickers and cries, which the English of chats is full of. With other letters nobody can tell.
  if (/^[a-z\s']+$/i.test(words)) return best && best.lang !== 'en' && list.length >= 4 && best.accuracy >= 0.6 ? best.lang : 'en';
  return best && list.length >= 4 ? best.lang : null;
}

const detect = (words: string) => detectAll(words.slice(0, 2_000), { only: spoken });
