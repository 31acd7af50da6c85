/** Numbers of a concentrated pool: square roots of prices carry 96 binary digits after the point (Uniswap V3 whitepaper, 6.1 and 6.2). */
export const q96 = 1n << 96n;
const fine = 192n;
const one = 1n << fine;
/** The largest tick either way: beyond it the root does not fit its word. */
export const lastTick = 887_272;

/** The largest whole number whose square is not more (Newton). */
export function rootOf(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt(Math.ceil(value.toString(2).length / 2));
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

const step = rootOf((10_001n << (2n * fine)) / 10_000n);

/** The square root of the price at a tick: 1.0001 to the half of it, by repeated squaring. */
export function rootAtTick(tick: number): bigint {
  let [result, factor] = [one, step];
  for (let left = Math.abs(tick); left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = (result * factor) >> fine;
    factor = (factor * factor) >> fine;
  }
  return (tick < 0 ? (one * one) / result : result) >> (fine - 96n);
}

/** A place where liquidity changes: `net` is added on the way up and taken off on the way down. */
export interface Tick { index: number; net: bigint }
export interface Curve {
  /** Root of the price now, and the liquidity that is active there. */
  root: bigint;
  liquidity: bigint;
  /** In the order in which a sale meets them. */
  ticks: readonly Tick[];
  /** Beyond this root nothing is known. */
  end: bigint;
  /** Whether the token sold is the pool's first, so that its sale lowers the root. */
  first: boolean;
}

/**
 * What a sale without fees takes and gives until `amount` is sold or the price has come to `limit`, whichever is first (whitepaper, 6.2.3).
 * `known` is false when it would have to go on where the ticks are not known.
 */
export function sellOn({ root, liquidity, ticks, end, first }: Curve, amount: bigint | null, limit: bigint | null): { sold: bigint; received: bigint; /** Root of the price afterwards. */ root: bigint; known: boolean } {
  const past = (a: bigint, b: bigint): boolean => (first ? a <= b : a >= b);
  let [now, active, sold, received] = [root, liquidity, 0n, 0n];
  const stops = [...ticks.map(({ index, net }) => ({ at: rootAtTick(index), net })), { at: end, net: 0n }];
  for (const [index, { at, net }] of stops.entries()) {
    const target = limit !== null && past(at, limit) ? limit : at;
    const needed = sellBetween(now, target, active, first);
    const left = amount === null ? null : amount - sold;
    if (left !== null && left < needed) {
      const reached = first ? (active * now * q96) / (active * q96 + left * now) : now + (left * q96) / active;
      return { sold: amount!, received: received + buyBetween(now, reached, active, first), root: reached, known: true };
    }
    sold += needed;
    received += buyBetween(now, target, active, first);
    if (target === limit || sold === amount) return { sold, received, root: target, known: true };
    if (index === stops.length - 1) break;
    now = target;
    active += first ? -net : net;
  }
  return { sold, received, root: now, known: false };
}

/** Tokens that move the root from one place to another. */
function sellBetween(from: bigint, to: bigint, liquidity: bigint, first: boolean): bigint {
  const [low, high] = from < to ? [from, to] : [to, from];
  if (low === 0n) return 0n;
  return first ? (liquidity * q96 * (high - low)) / (high * low) : (liquidity * (high - low)) / q96;
}

/** What comes out on the way. */
const buyBetween = (from: bigint, to: bigint, liquidity: bigint, first: boolean): bigint => sellBetween(from, to, liquidity, !first);
