import type { ForkReceipt } from '@hyperlens/protocol';
import type { Market } from './market.ts';
import type { Notes } from './notes.ts';
import type { Ordinary } from './ordinary.ts';
import type { Stage } from './stage.ts';
import { encode, selectors } from './encode.ts';
import { balance, told, toldTrade, tryOut, worked, type Trial } from './trial.ts';

type Hex = `0x${string}`;

/** Trades under conditions that a trap may ask for: gas, its price, a contract as the trader, and wallets that held the token before. */
export async function tryConditions(stage: Stage, market: Market, ordinary: Ordinary, holders: readonly Hex[], notes: Notes): Promise<void> {
  const { money } = ordinary;
  const used = ordinary.sample?.gasUsed ?? 300_000n;
  const limits = [(used * 3n) / 2n, 1_000_000n, 10_000_000n].filter((limit) => limit * 2n >= used * 3n);
  for (const gas of limits) {
    const name = gas === limits[0] ? 'near' : gas.toString();
    const trial = await stage.apart(() => tryOut(stage, market, { label: `gas ${name}`, money, parts: [ordinary.part], selling: { gas } }));
    const id = notes.known(`gas.${name}`, `Selling with a gas limit of ${gas}`, told(trial), `bought, then sold ${ordinary.part === 100 ? 'everything' : `${ordinary.part} %`} with this gas limit, in a fork`);
    if (ordinary.canSell && ordinary.cooldown?.value !== true && trial.buy?.ok && !worked(trial)) notes.traps.push({ why: `selling fails with a gas limit of ${gas}, though a sale uses ${used}`, evidence: id });
  }
  for (const [name, gasPrice] of [['1000gwei', 1_000n * 10n ** 9n]] as const) {
    const trial = await stage.apart(() => tryOut(stage, market, { label: `price ${name}`, money, buying: { gasPrice }, selling: { gasPrice } }));
    notes.known(`gasPrice.${name}`, `Trading at a gas price of ${name.replace('gwei', ' gwei')}`, told(trial), 'bought and sold everything at this gas price, in a fork');
  }
  const operator = await stage.wallet('operator');
  const contract = await stage.apart(() => tryOut(stage, market, { label: 'contract', wallet: stage.contractWallet, money, buying: { operator }, selling: { operator } }));
  notes.known('contract', 'Trading as a contract', told(contract), 'bought and sold everything through a wallet that is a contract, so that tx.origin and msg.sender differ, in a fork');
  await tryCrowd(stage, market, ordinary, notes);
  await tryHolders(stage, market, ordinary, holders, notes);
}

/** Purchases that follow those of the crowd, each a fiftieth of an ordinary one. */
const manyPurchases = 30;

/** Several wallets buy one after the other, then one buys many times, and then they sell: traps that count, or that strike when somebody else trades. */
async function tryCrowd(stage: Stage, market: Market, ordinary: Ordinary, notes: Notes): Promise<void> {
  if (!ordinary.canSell || ordinary.cooldown?.value === true) return;
  let purchases = 0;
  const outcomes = await stage.apart(async () => {
    const crowd: Trial[] = [];
    for (let index = 0; index < 5; index += 1) crowd.push(await tryOut(stage, market, { label: `crowd ${index}`, money: ordinary.money / 2n, parts: [] }));
    // A counter of purchases rarely asks whose they are.
    const busy = await stage.wallet('busy');
    const little = ordinary.money / 50n;
    if (little > 0n && await market.fund(busy, little * BigInt(manyPurchases))) {
      for (let index = 0; index < manyPurchases && (await market.repeat(busy, little)); index += 1) purchases += 1;
    }
    const sold: { bought: boolean; sold: boolean; tax: number | null }[] = [];
    for (const { buy, wallet, held } of crowd) {
      const now = await balance(stage, wallet);
      const sale = now > 0n ? await market.sell(wallet, (now * BigInt(ordinary.part)) / 100n) : null;
      sold.push({ bought: buy?.ok === true && held > 0n, sold: sale?.ok ?? false, tax: sale?.tax ?? null });
    }
    return sold;
  });
  const id = notes.known('crowd', 'Five wallets that buy one after the other and then sell', outcomes, `each bought for 0.25 % of the pool, then one wallet ${purchases} times for 0.01 %, then each sold ${ordinary.part === 100 ? 'everything' : `${ordinary.part} %`}, in a fork`);
  if (outcomes.some(({ bought, sold }) => bought && !sold)) notes.traps.push({ why: 'when several wallets have bought, some of them cannot sell', evidence: id });
  if (outcomes.some(({ tax }) => (tax ?? 0) >= 0.5)) notes.traps.push({ why: 'when several wallets have sold, half or more of what is sold is taken', evidence: id });
}

/** Wallets that held the token before sell some of it. */
async function tryHolders(stage: Stage, market: Market, ordinary: Ordinary, holders: readonly Hex[], notes: Notes): Promise<void> {
  const outcomes: { holder: Hex; ok: boolean }[] = [];
  for (const [index, holder] of holders.slice(0, 3).entries()) {
    const trade = await stage.apart(async () => {
      const held = await balance(stage, holder);
      const usual = ordinary.sample?.spent ?? 0n;
      const amount = usual > 0n && usual < held ? usual : held;
      if (amount === 0n || (await market.allow(holder)).status !== 'success') return null;
      return market.sell(holder, amount);
    });
    if (!trade) continue;
    const id = notes.known(`holder.${index + 1}`, 'Selling as a wallet that held the token before', { holder, ...(toldTrade(trade) as object) }, 'sold as much as an ordinary position as this holder, in a fork');
    outcomes.push({ holder, ok: trade.ok });
    if (index === Math.min(holders.length, 3) - 1 && outcomes.length >= 2 && outcomes.every(({ ok }) => !ok)) {
      if (ordinary.canSell) notes.traps.push({ why: 'fresh wallets can sell, but none of the wallets that held the token before', evidence: id });
      if (!ordinary.canBuy) notes.traps.push({ why: 'nobody can buy any more and those who hold cannot sell', evidence: id });
    }
  }
}

/**
 * A sale when the token itself holds many of its tokens, as those do that collect fees and trade them when they have enough. Gives the contracts
 * that the token then calls, whoever they are; null when it could not be tried. Wrap it in `stage.apart`.
 */
export async function trySwollen(stage: Stage, market: Market, ordinary: Ordinary, holders: readonly Hex[], notes: Notes): Promise<{ value: boolean; evidence: string } | null> {
  const before = await balance(stage, stage.token);
  const seller = await tryOut(stage, market, { label: 'collector', money: ordinary.money, parts: [] });
  for (const holder of holders.slice(0, 3)) {
    const held = await balance(stage, holder);
    if (held > 0n) await stage.send(holder, stage.token, encode(selectors.transfer, ['address', 'uint256'], [stage.token, held / 4n]));
  }
  if (await balance(stage, stage.token) <= before || seller.held === 0n) return null;
  const receipts = [(await market.sell(seller.wallet, (seller.held * BigInt(ordinary.part)) / 200n)).receipt, await stage.send(seller.wallet, stage.token, encode(selectors.transfer, ['address', 'uint256'], [await stage.wallet('nobody'), seller.held / 10n]))];
  const own = stage.token.toLowerCase();
  const called = receipts.flatMap((receipt) => receipt?.calls ?? []).filter(({ from, to, kind }) => from === own && kind === 'call' && to !== own && BigInt(to) > 0xffffn).map(({ to }) => to);
  const evidence = notes.known('swollen', 'Contracts that the token calls on a sale when it holds many of its own tokens', [...new Set(called)].toSorted(), 'the largest holders sent a quarter of theirs to the token, then a fresh wallet sold and sent some; call traces, in a fork');
  return { value: called.length > 0, evidence };
}

/** Gas. A transfer between holders takes 30 000 to 60 000; with fees, reflection or dividends up to three times that. */
const wastefulTransfer = 250_000n;

/** Calls of the token to contracts that are no part of the trade, and what it makes others pay gas for, seen in trades and transfers. */
export function readCalls(stage: Stage, receipts: readonly ForkReceipt[], repeatedGas: bigint | null, known: readonly Hex[], notes: Notes): { external: { value: boolean; evidence: string }; gas: { value: boolean; evidence: string } } {
  const own = stage.token.toLowerCase();
  const expected = new Set([own, stage.trader, stage.contractWallet, ...known].map((one) => one.toLowerCase()));
  const calls = receipts.flatMap((receipt) => receipt.calls).filter((call) => call.from === own);
  const outside = calls.filter((call) => (call.kind === 'call' || call.kind === 'staticcall') && !expected.has(call.to) && BigInt(call.to) > 0xffffn);
  const external = notes.known('calls', 'Other contracts that the token calls when it is moved', [...new Set(outside.map((call) => call.to))].toSorted(), 'call traces of a purchase, a sale and a transfer in a fork; the pool, its router and the token itself left out');
  const makes = calls.some((call) => call.kind === 'create');
  const most = receipts.reduce((high, receipt) => (receipt.gasUsed > high ? receipt.gasUsed : high), 0n);
  const gas = notes.known('gasUsed', 'Most gas that a trade or transfer took', { gas: most.toString(), transfer: repeatedGas?.toString() ?? null, makesContracts: makes }, 'receipts of a purchase, a sale and a transfer in a fork');
  return { external: { value: outside.length > 0, evidence: external }, gas: { value: makes || most > 2_000_000n || (repeatedGas ?? 0n) > wastefulTransfer, evidence: gas } };
}
