import type { Market, Trade } from './market.ts';
import type { Notes } from './notes.ts';
import type { Stage } from './stage.ts';
import { lost, told, tryOut, worked, type Trial, type Wait } from './trial.ts';

/** What buying and selling as anybody showed. */
export interface Ordinary {
  /** Evidence of the first trial. */
  evidence: string;
  /** Evidence of the time before trading was opened for the trial. */
  closed?: string;
  /** Whether a fresh wallet can buy now, at any of the sizes tried. */
  canBuy: boolean;
  /** Whether what was just bought can be sold, at once or within a day. */
  canSell: boolean | null;
  buyTax: number | null;
  sellTax: number | null;
  /** The whole balance in one sale, and evidence. */
  wholeSells: { value: boolean; evidence: string } | null;
  /** Selling or buying again works only after a while. */
  cooldown: { value: boolean; evidence: string } | null;
  /** A size too large to buy or sell while smaller ones pass. */
  limited: { value: boolean; evidence: string } | null;
  /** How much of a balance sells in one sale, in percent: what other trials compare with. */
  part: number;
  /** Money that an ordinary buy takes and that works, in the pool's other token. */
  money: bigint;
  /** An ordinary purchase and sale, for looking at their gas and calls. */
  bought: Trade | null;
  sample: Trade | null;
}

/** Cumulative waits: blocks and time pass apart, because either can be a trap's trigger. */
const waits: (Wait & { name: string; title: string; newcomers: boolean })[] = [
  { name: 'blocks3', title: '3 blocks', blocks: 3, seconds: 12, newcomers: false },
  { name: 'blocks20', title: '20 blocks', blocks: 17, seconds: 12, newcomers: false },
  { name: 'blocks300', title: '300 blocks', blocks: 280, seconds: 12, newcomers: true },
  { name: 'hour', title: 'an hour more', blocks: 1, seconds: 3_600, newcomers: false },
  { name: 'day', title: 'a day', blocks: 7_200, seconds: 12, newcomers: true },
  { name: 'month', title: '30 days', blocks: 208_800, seconds: 12, newcomers: true },
];
const mildestTheft = 0.5;

/** Buys, holds and sells as fresh wallets: sizes, parts, and after time has passed. */
export async function tryOrdinary(stage: Stage, market: Market, notes: Notes, stopped: () => void): Promise<Ordinary> {
  const through = market.throughRouter ? 'through the pool\'s router' : 'straight through the pool';
  const sizes = { tiny: market.depth / 10_000n, small: market.depth / 200n, large: market.depth / 20n };
  const record = (name: string, title: string, trial: Trial, how: string): string => notes.known(name, title, told(trial), `${how}, ${through}, in a fork`);
  const trap = (why: string, evidence: string): void => { notes.traps.push({ why, evidence }); };

  const first = await stage.apart(() => tryOut(stage, market, { label: 'first', money: sizes.small, parts: [50, 100] }));
  const evidence = record('ordinary', 'Buying and selling as a fresh wallet', first, 'bought for 0.5 % of the pool, sold half, then the rest');
  const whole = await stage.apart(() => tryOut(stage, market, { label: 'whole', money: sizes.small }));
  const wholeEvidence = record('whole', 'Selling the whole balance at once', whole, 'bought for 0.5 % of the pool and sold everything in one sale');
  const tiny = await stage.apart(() => tryOut(stage, market, { label: 'tiny', money: sizes.tiny }));
  const tinyEvidence = record('size.tiny', 'A very small trade', tiny, 'bought for 0.01 % of the pool and sold everything');
  const large = await stage.apart(() => tryOut(stage, market, { label: 'large', money: sizes.large }));
  const largeEvidence = record('size.large', 'A large trade', large, 'bought for 5 % of the pool and sold everything');
  stopped();

  const reference = first.buy?.ok ? first : tiny;
  const canBuy = reference.buy?.ok === true;
  const money = first.buy?.ok ? sizes.small : sizes.tiny;
  const result: Ordinary = { evidence: reference === first ? evidence : tinyEvidence, canBuy, canSell: null, buyTax: reference.buy?.tax ?? null, sellTax: reference.sales[0]?.tax ?? null, wholeSells: null, cooldown: null, limited: null, part: 100, money, bought: reference.buy, sample: reference.sales[0] ?? reference.buy };
  if (!canBuy) {
    await tryLater(async () => undefined);
    return result;
  }

  for (const [trial, id] of [[first, evidence], [whole, wholeEvidence], [tiny, tinyEvidence], [large, largeEvidence]] as const) {
    if (!trial.buy?.ok) continue;
    if (trial.held === 0n) trap('what was bought never arrived', id);
    else if ((trial.buy.tax ?? 0) >= mildestTheft && !flat(trial.buy, first.buy, true)) trap(`${percent(trial.buy.tax)} of what is bought is taken`, id);
    if (trial.allowanceTook) trap('allowing the router to sell takes the tokens away', id);
    if (trial.lost && !trial.allowanceTook) trap('tokens vanish from a wallet that did nothing', id);
    const sale = trial.sales.find((one) => one.ok && (((one.tax ?? 0) >= mildestTheft || (one.loss ?? 0) >= mildestTheft) && !flat(one, first.sales[0])));
    if (sale) trap(`${percent(Math.max(sale.tax ?? 0, sale.loss ?? 0))} of what is sold is taken`, id);
  }

  const later = await tryLater(async (name, title) => {
    const trial = await stage.apart(() => tryOut(stage, market, { label: `later ${name}`, money }));
    const id = record(`later.${name}.buyer`, `Buying and selling after ${title}`, trial, `let ${title} pass, bought and sold`);
    if (worked(first) && trial.buy?.ok && !trial.sales.at(-1)?.ok && await market.pays(trial.wallet)) trap(`after ${title} those who buy can no longer sell`, id);
    return undefined;
  });

  const soldAtOnce = worked(first);
  const soldSome = reference.sales[0]?.ok === true;
  const firstLater = later.find((one) => one.ok);
  const paid = soldAtOnce || await market.pays(first.wallet);
  result.canSell = soldSome || firstLater !== undefined ? true : paid ? false : null;
  if (!soldSome && firstLater === undefined && paid && reference.held > 0n) trap('a fresh wallet can buy but cannot sell', result.evidence);
  if (firstLater?.name === 'month' && !soldSome) trap('a fresh wallet can sell only after days', firstLater.evidence);
  for (const one of later) {
    if (one.stolen) trap(`after ${one.title} tokens are gone from a wallet that did nothing`, one.evidence);
    else if (soldAtOnce && !one.ok && paid) trap(`after ${one.title} what was bought before cannot be sold`, one.evidence);
    else if (one.ok && one.taken >= mildestTheft) trap(`after ${one.title} ${percent(one.taken)} of what is sold is taken`, one.evidence);
  }
  result.cooldown = soldAtOnce ? { value: false, evidence } : { value: firstLater !== undefined, evidence: firstLater?.evidence ?? evidence };
  if (result.sellTax === null && firstLater) result.sellTax = firstLater.tax;
  if (soldSome && !soldAtOnce && firstLater) {
    const again = await stage.apart(() => tryOut(stage, market, { label: 'again', money, parts: [50, 100], between: { blocks: 7_200, seconds: 12 } }));
    const id = record('again', 'Selling the second half a day later', again, 'bought, sold half, let a day pass, sold the rest');
    result.cooldown = { value: worked(again), evidence: id };
    if (!worked(again)) trap('after one sale a wallet cannot sell again', id);
  }
  if (whole.buy?.ok && whole.held > 0n && (paid || worked(whole))) result.wholeSells = { value: worked(whole) || (result.cooldown?.value === true && firstLater?.ok === true), evidence: worked(whole) ? wholeEvidence : (firstLater?.evidence ?? wholeEvidence) };
  if (result.wholeSells?.value === false && soldSome) result.part = 50;
  if (result.canSell !== null) result.limited = await tryLimits(large, largeEvidence, tiny);
  return result;

  /** Somebody who bought at the start tries to sell after each wait; then a newcomer does what `newcomer` says. */
  async function tryLater(newcomer: (name: string, title: string) => Promise<undefined>): Promise<{ name: string; title: string; ok: boolean; tax: number; taken: number; stolen: boolean; evidence: string }[]> {
    return stage.apart(async () => {
      const held: typeof later = [];
      const holding = canBuy ? await tryOut(stage, market, { label: 'patient', money, parts: [] }) : null;
      const supplyThen = (await stage.look([])).supply;
      for (const { name, title, blocks, seconds, newcomers } of waits) {
        stopped();
        await stage.mine(blocks, seconds);
        if (!holding) {
          const trial = await stage.apart(() => tryOut(stage, market, { label: `later ${name}`, money }));
          record(`later.${name}.buyer`, `Buying and selling after ${title}`, trial, `let ${title} pass, bought and sold`);
          continue;
        }
        const sight = await stage.look([holding.wallet]);
        const [now, supplyNow] = [sight.of(holding.wallet) ?? 0n, sight.supply];
        const sale = now > 0n ? await stage.apart(() => market.sell(holding.wallet, now)) : null;
        const id = notes.known(`later.${name}.holder`, `Selling what was bought ${title} ago`, { balanceBefore: holding.held.toString(), balance: now.toString(), sold: sale?.ok ?? false, ...(sale?.ok ? { tax: sale.tax } : {}) }, `bought, let ${title} pass in all, sold everything, ${through}, in a fork`);
        held.push({ name, title, ok: sale?.ok ?? false, tax: sale?.tax ?? 0, taken: Math.max(sale?.tax ?? 0, sale?.loss ?? 0), stolen: lost(holding.held, supplyThen, now, supplyNow) && !holding.allowanceTook, evidence: id });
        if (newcomers) await newcomer(name, title);
      }
      return held;
    });
  }

  /** Sizes that pass and sizes that do not. A position that was bought in one go must also sell in one go. */
  async function tryLimits(bought: Trial, id: string, smallest: Trial): Promise<NonNullable<Ordinary['limited']>> {
    const passes = (trial: Trial): boolean => trial.buy?.ok === true;
    if (passes(bought) && bought.sales[0]?.ok === false && first.sales[0]?.ok && await market.pays(bought.wallet)) {
      // Where no balance sells as a whole, the size is not what stands in the way of this one.
      if (whole.buy?.ok && !worked(whole)) {
        const halves = await stage.apart(() => tryOut(stage, market, { label: 'large halves', money: sizes.large, parts: [50] }));
        if (worked(halves)) return { value: false, evidence: record('limit.halves', 'Half of a large position in one sale', halves, 'bought for 5 % of the pool and sold half of it at once') };
      }
      const parts: { part: number; ok: boolean }[] = [];
      for (const part of [1, 10]) parts.push({ part, ok: worked(await stage.apart(() => tryOut(stage, market, { label: `part ${part}`, money: sizes.large, parts: [part] }))) });
      const limit = notes.known('limit.sell', 'Largest part of a large position that sells at once', parts, 'bought for 5 % of the pool and sold 1 % and 10 % of that, each in a fork');
      if (!parts.some(({ part, ok }) => part === 10 && ok)) trap('a position can be sold only in crumbs', limit);
      result.wholeSells = { value: false, evidence: limit };
      return { value: true, evidence: limit };
    }
    if (passes(bought) && passes(first)) {
      // One wallet that goes on buying may meet a limit of what it may hold, or has to wait.
      const buyMore = async (): Promise<boolean> => (await tryOut(stage, market, { label: 'hoarder', money: sizes.large * 2n, parts: [] })).buy?.ok ?? false;
      const more = await stage.apart(async () => {
        const outcomes: { ok: boolean; afterDay?: boolean }[] = [];
        for (let count = 0; count < 4 && outcomes.every(({ ok }) => ok); count += 1) outcomes.push({ ok: await buyMore() });
        if (outcomes.some(({ ok }) => !ok)) { await stage.mine(7_200, 12); outcomes.push({ ok: false, afterDay: await buyMore() }); }
        return outcomes;
      });
      const hoarding = notes.known('limit.hoard', 'Buying a tenth of the pool again and again', more, 'the same wallet bought up to four times for 10 % of the pool, and once more a day after a refusal, in a fork');
      const refused = more.some(({ ok }) => !ok);
      const patience = more.some(({ afterDay }) => afterDay === true);
      if (refused && patience) result.cooldown = { value: true, evidence: hoarding };
      return { value: refused && !patience, evidence: hoarding };
    }
    // Too large, while a smaller one passes: how large may it be?
    let [works, fails] = passes(first) ? [sizes.small, sizes.large] : [sizes.tiny, sizes.small];
    let most = passes(first) ? first.held : smallest.held;
    for (let step = 0; step < 6; step += 1) {
      const middle = (works + fails) / 2n;
      const trial = await stage.apart(() => tryOut(stage, market, { label: `limit ${step}`, money: middle, parts: [] }));
      if (trial.buy?.ok) { works = middle; most = trial.held; } else fails = middle;
    }
    const limit = notes.known('limit.buy', 'Largest purchase that passes', { amount: most.toString(), reason: bought.buy?.reason?.slice(0, 200) ?? null }, `bisection of the size of a purchase, ${through}, in a fork`);
    return { value: true, evidence: limit };
  }
}

/** A fee of a fixed amount takes most of a very small trade and next to nothing of an ordinary one: the same tokens from both. */
function flat(small: Trade, usual: Trade | undefined | null, bought = false): boolean {
  if (!usual?.ok || small === usual || (small.tax ?? 0) < mildestTheft || (usual.tax ?? 0) === 0 || (usual.tax ?? 0) >= mildestTheft || (usual.loss ?? 0) >= mildestTheft) return false;
  const taken = (trade: Trade, amount: bigint): bigint => (amount * BigInt(Math.round((trade.tax ?? 0) * 1_000_000))) / 1_000_000n;
  // What arrived of a purchase is what the tax left of it.
  const asked = (trade: Trade): bigint => (bought ? (trade.received * 1_000_000n) / BigInt(Math.max(1, Math.round((1 - (trade.tax ?? 0)) * 1_000_000))) : trade.spent);
  return taken(small, asked(small)) * 10n <= taken(usual, asked(usual)) * 12n;
}

function percent(part: number | null): string { return `${Math.round((part ?? 0) * 1000) / 10} %`; }
