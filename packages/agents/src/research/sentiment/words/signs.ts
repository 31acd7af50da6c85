import { stems } from './lists.ts';

/** Tones of emojis and emoticons. */
export const emojis: ReadonlyMap<string, number> = new Map(Object.entries({
  '🚀': 2, '🌕': 1.5, '🌙': 1, '📈': 2, '💎': 1.5, '🙌': 1.5, '🔥': 1.5, '💪': 1.5, '❤': 2, '💚': 2, '💙': 1.5, '💜': 1.5, '🧡': 1.5, '🥰': 2, '😍': 2, '🎉': 2, '🥳': 2, '🎊': 2, '👏': 1, '👍': 1.5, '👌': 1.5, '🙏': 1, '😁': 1.5, '😀': 1.5, '😃': 1.5, '😄': 1.5, '😊': 1.5, '🙂': 0.5, '😎': 1.5, '🤑': 1.5, '🤩': 2, '💯': 1.5, '✅': 1.5, '🐂': 1.5, '🟢': 1.5, '🏆': 2, '👑': 1.5, '🔒': 1, '🫡': 1, '💰': 1,
  '📉': -2, '🔴': -1.5, '🩸': -2, '💀': -1.5, '☠': -2, '😭': -1.5, '😢': -2, '😞': -2, '😔': -1.5, '😡': -2.5, '😠': -2, '🤬': -2.5, '🤡': -2.5, '🚩': -2.5, '⚠': -1.5, '🚨': -0.5, '👎': -2, '💩': -2.5, '🤮': -2.5, '🤢': -2, '😤': -1.5, '😱': -1.5, '😰': -1.5, '🙄': -1.5, '🙃': -1, '🐻': -1.5, '💔': -2, '🪦': -2, '😩': -1.5, '😫': -1.5, '❌': -1, '🗑': -2, '🥴': -1, '🤝': 1, '✨': 0.5, '🆙': 1, '🟩': 1, '🟥': -1.5, '🫠': -1, '😬': -1, '😵': -1.5, '🤦': -1.5, '🖕': -2.5, '🐀': -1.5, '🐍': -2, '🥲': -1, '🤗': 1.5, '💗': 2, '💖': 2, '♥': 2, '🖤': 1, '⭐': 1, '🌟': 1, '🥇': 2, '🥂': 1.5, '🍾': 1.5, '🫶': 1.5, '💥': 0.5, '⚡': 0.5, '🚫': -1.5, '⛔': -1.5, '🆘': -2, '🔻': -1.5, '🔺': 1, '↗': 1, '↘': -1, '🧻': -1, '🤥': -2, '😒': -1.5, '😕': -1, '😟': -1.5, '☹': -1.5, '🙁': -1, '😖': -1.5, '😣': -1, '😓': -1, '😨': -1.5, '😧': -1.5, '🥱': -1, '👿': -2, '😏': 0.8, '😋': 1, '🤌': 1, '⏫': 1, '⏬': -1, ':)': 1, ':d': 1.5, ':(': -1.5,
}));

/** Marks of irony: with them, praise beside bad news is not praise. */
export const ironic: ReadonlySet<string> = new Set(['🙃', '🙄', '🤡', '👏', '😂', '🤣', 'lol', 'lmao', 'lmfao', 'smh', 'rofl', 'kek']);

/** Words before a statement that turn it round. Without apostrophes. */
export const negators = stems('not no never none nobody nothing neither nor without zero cannot cant dont doesnt didnt isnt arent wasnt werent wont wouldnt shouldnt couldnt havent hasnt hadnt aint hardly barely lack lacks lacking nowhere rarely');
/** Acts that make a bad thing good: "fixed the bug". They turn what follows. */
export const reversers = stems('fix fixed patch patched resolve resolved solve solved avoid avoided prevent prevented thwart thwarted stop stopped foil foiled recover recovered refund refunded return returned reimburse survive survived eliminate eliminated erase erased remove removed dismiss dismissed drop dropped deny overcome mitigate mitigated remedied mend mended repaired reclaimed defeat debunk debunked reject rejects shrugs defies ended froze block blocked cover covers covered offset offsets absorb absorbs');
/** The same said afterwards: "the bug was fixed". */
export const mended = stems('fixed patched resolved solved prevented thwarted foiled recovered refunded returned reimbursed mitigated remedied repaired debunked dismissed averted disclosed');
/** How much a word makes the next one stronger or weaker. */
export const boosters: ReadonlyMap<string, number> = new Map([
  ...[...stems('very really so super extremely absolutely totally completely massively hugely insanely incredibly seriously fucking highly truly literally way much too heavily deeply ridiculously stupidly painfully wildly massive huge total complete absolute')].map((word) => [word, 1.3] as const),
  ...[...stems('slightly somewhat kinda kind sort little bit marginally partly mildly almost fairly maybe perhaps probably might may')].map((word) => [word, 0.6] as const),
]);

/** Directions. With what should be small ("fees fall") their tone turns round. */
export const upward = stems('rise rises rose risen up increase increases climb climbs climbed grow grows grew jump jumps jumped surge surges soar soars soared spike spikes double doubles doubled triple tripled gain gains higher expand reach reaches hit hits accelerate accelerates exceed raise raises raised cross crosses crossed surpass surpasses surpassed pass passes top tops topped swell swells widen widens improve');
export const downward = stems('fall falls fell fallen drop drops decline declines decrease decreases down cut cuts lower lowers reduce reduces reduced reduction shrink shrinks halve halves slash slashes slashed erase erases erasing wipe wipes shed less slide slides slump slip slips tumble tumbles plunge sink sinks dwindle dwindles ease eases vanish');
/** What is better small. */
export const unwanted = stems('fee fees gas cost costs tax taxes slippage spread inflation emission emissions outflow outflows loss losses latency downtime supply debt risk risks volatility unlocks delay delays spam congestion complaint complaints memory bug bugs exploit exploits hack hacks scam scams fud');
/** What is better large. */
export const wanted = stems('price token coin tvl volume user users holder holders revenue adoption inflow inflows liquidity depth value demand activity wallet wallets members share market staff jobs reserves target outlook interest throughput hashrate funds funding profit profits earnings sales revenues forecast forecasts guidance stock stocks deposits output exports margin margins dividend rating balance');

/** Where a question begins. */
export const questioning = stems('what whats when wen where wheres who whos whom why how hows which whose is are am was were do does did can could should shall will would has have had any anyone anybody anything');
/** Where a statement about something that has not happened begins. */
export const conditional = stems('if unless whether suppose assuming imagine');
/** Where the weight of a sentence turns. */
export const turning = stems('but however though although yet except still nevertheless');

/** Words of everyday English that VADER rates and that say nothing about the tone of talk about crypto. */
export const toneless = stems(`token tokens share shares security securities trust trusts interest interests interested stake stakes staked gas block blocks bridge fork forks lock locks vault key keys native reward rewards award legal vote votes voted secure wallet mine mining miner natural fair gain play plays player players game games treasury value values freedom free support supports supported supporting please hope hopes hoping credit bonus benefit benefits asset assets matter matters
  ease sole certain certainly true clear united yes yeah ok okay sure welcome hello dear sir create created creative creates active number join joined joining sharing help bid offer like likes kind special super grand arrested growth top want wants wanted number rich luck dream giant feeling feelings sincerely fresh chance chances effective agree agrees agreed save saves saved accept accepts accepted allow allows straight intelligent god lmao lol haha hahaha cut cuts cutting
  short shorts shorted low lower drop drops debt pay pays charge charges demand demands limited limit limits no pressure problem problems attack war crazy gun dead stop stops stopped stopping issue leave leaves block hard fire cancel cancelled canceled emergency unsecured ban attacks critical critics debate debated conflict defect alone damn hell miss missing missed missed lost odd cry cut strike lag ignore tough serious seriously battle battles shoot shot bug hurt bother blame blind cautious custody restrict restricted restricts sentence sentenced pending warning stuck forget forgotten risk risks exclusion sorry hesitate excuse protest unstable waste wrong fight fighting gross harsh hate fund funds funding dominance dominant insane insanely ridiculously stupidly wildly crude definitely definite greater darling darlings diamond diamonds clash clashing clashes optimizer optimize optimized optimal gg stable stables list lists approve approval honest fine solution solutions solve resolve decision commit commits committed determined intact challenge challenges challenging defense defend hidden invisible party parties landmark promise promises honestly argument arguments reach reached faulty model usual route active argue argues argued argument kindly clearly fulfill fulfilled relax relaxed responsible energy energetic popular obstacle inspire inspired commitment capable responsibility resolute nasty weird wild virus denied deny denies collateral fan fans slam greet greets advanced advantage advantages ability eager wishes wish dare dared treasure treasures vision visionary charm grace cheer cheers opportunities opportunity warn`);
