type Hex = `0x${string}`;

/** Bytes a block of Keccak with 256 bits of output takes in. */
const rate = 136;
const mask = 0xffff_ffff;

/** Rotation of each lane and where it moves to: the steps rho and pi of FIPS 202, 3.2.2 and 3.2.3, walked along their common path. */
const path = Array.from({ length: 24 }, () => ({ lane: 0, turn: 0 }));
for (let step = 0, x = 1, y = 0; step < 24; step += 1) {
  const entry = path[step];
  if (entry) { entry.lane = x + 5 * y; entry.turn = ((step + 1) * (step + 2) / 2) % 64; }
  [x, y] = [y, (2 * x + 3 * y) % 5];
}
/** Round constants of the step iota, from its shift register (FIPS 202, 3.2.5), as high and low halves. */
const constants: [number, number][] = [];
for (let round = 0, register = 1; round < 24; round += 1) {
  let [high, low] = [0, 0];
  for (let bit = 0; bit < 7; bit += 1) {
    const position = 2 ** bit - 1;
    if (register & 1) { if (position < 32) low |= 1 << position; else high |= 1 << (position - 32); }
    register = (register << 1) ^ (register & 0x80 ? 0x171 : 0);
  }
  constants.push([high, low]);
}

/**
 * Keccak-256 with the padding Ethereum uses (the Keccak submission's 0x01, not SHA-3's 0x06). Node's crypto has none. `state` holds 25 lanes as
 * pairs of 32-bit halves, low half first.
 */
export function keccak256(data: Uint8Array | Hex): Hex {
  const input = typeof data === 'string' ? Uint8Array.from(Buffer.from(data.slice(2), 'hex')) : data;
  const padded = new Uint8Array(Math.floor(input.length / rate + 1) * rate);
  padded.set(input);
  padded[input.length] = 0x01;
  padded[padded.length - 1] = (padded.at(-1) ?? 0) | 0x80;
  const view = new DataView(padded.buffer);
  const state = new Int32Array(50);
  for (let start = 0; start < padded.length; start += rate) {
    for (let word = 0; word < rate / 4; word += 1) state[word] = (state[word] ?? 0) ^ view.getInt32(start + 4 * word, true);
    permute(state);
  }
  return `0x${Buffer.from(state.buffer, 0, 32).toString('hex')}`;
}

/** Keccak-f[1600]: theta, rho and pi, chi, iota, 24 times. */
function permute(state: Int32Array): void {
  const columns = new Int32Array(10);
  const row = new Int32Array(10);
  const at = (index: number): number => state[index] ?? 0;
  for (const [high, low] of constants) {
    for (let index = 0; index < 10; index += 1) columns[index] = at(index) ^ at(index + 10) ^ at(index + 20) ^ at(index + 30) ^ at(index + 40);
    for (let x = 0; x < 5; x += 1) {
      const [left, right] = [2 * ((x + 4) % 5), 2 * ((x + 1) % 5)];
      const [rightLow, rightHigh] = [columns[right] ?? 0, columns[right + 1] ?? 0];
      const lowTheta = (columns[left] ?? 0) ^ ((rightLow << 1) | (rightHigh >>> 31));
      const highTheta = (columns[left + 1] ?? 0) ^ ((rightHigh << 1) | (rightLow >>> 31));
      for (let y = 0; y < 50; y += 10) { state[y + 2 * x] = at(y + 2 * x) ^ lowTheta; state[y + 2 * x + 1] = at(y + 2 * x + 1) ^ highTheta; }
    }
    let [carryLow, carryHigh] = [at(2), at(3)];
    for (let step = 0; step < 24; step += 1) {
      // The lane read at a step lands where the next step reads.
      const { turn } = path[step] ?? { turn: 0 };
      const target = 2 * (path[(step + 1) % 24]?.lane ?? 0);
      const [nextLow, nextHigh] = [at(target), at(target + 1)];
      const [a, b] = turn < 32 ? [carryLow, carryHigh] : [carryHigh, carryLow];
      const by = turn % 32;
      state[target] = by === 0 ? a : (a << by) | (b >>> (32 - by));
      state[target + 1] = by === 0 ? b : (b << by) | (a >>> (32 - by));
      [carryLow, carryHigh] = [nextLow, nextHigh];
    }
    for (let y = 0; y < 50; y += 10) {
      for (let index = 0; index < 10; index += 1) row[index] = at(y + index);
      for (let index = 0; index < 10; index += 1) state[y + index] = (row[index] ?? 0) ^ (~(row[(index + 2) % 10] ?? 0) & (row[(index + 4) % 10] ?? 0) & mask);
    }
    state[0] = at(0) ^ low;
    state[1] = at(1) ^ high;
  }
}
