import { describe, expect, it } from 'vitest';
import { readForwarder, walkCode } from './instructions.ts';
import { readTrailer } from './metadata.ts';
import { knownSignatures } from './signatures.ts';

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
const target = 'bebebebebebebebebebebebebebebebebebebebe';
const checksummed = '0xBEbeBeBEbeBebeBeBEBEbebEBeBeBebeBeBebebe';

describe('signatures', () => {
  it('are canonical, and no two share a selector', () => {
    const list = [...knownSignatures.values()];
    expect(list.length).toBeGreaterThan(500);
    expect(list.filter((text) => !/^\w+\([a-z0-9,()[\]]*\)$/.test(text) || /\b(uint|int)\b/.test(text))).toEqual([]);
    expect(new Set(list).size).toBe(list.length);
    expect(knownSignatures.get('0xa9059cbb')).toBe('transfer(address,uint256)');
  });
});

describe('the walk', () => {
  it('sees what can be reached and nothing else', () => {
    // PUSH1 4 JUMP (INVALID) JUMPDEST STOP | JUMPDEST SELFDESTRUCT, which nothing jumps to.
    expect(walkCode(bytes('600456fe5b005bff')).instructions).toEqual({});
    expect(walkCode(bytes('600656fe5b005b32ff')).instructions).toEqual({ ORIGIN: 1, SELFDESTRUCT: 1 });
    // An opcode inside the bytes of a PUSH is data.
    expect(walkCode(bytes('61ffff5000')).instructions).toEqual({});
    // Gas passed on to a call is ordinary, gas compared is not.
    expect(walkCode(bytes('5af100')).instructions).toEqual({ CALL: 1 });
    expect(walkCode(bytes('5a620f42401000')).instructions).toEqual({ GAS: 1 });
  });
  it('sees a caller known by a hash, and selectors outside the dispatcher', () => {
    // CALLER ... KECCAK256 EQ, and with nothing to compare.
    expect(walkCode(bytes('336000526020600020146000')).hashesCaller).toBe(true);
    expect(walkCode(bytes('33600052602060002054506000')).hashesCaller).toBe(false);
    // PUSH4 as it is, and halved with PUSH1 225 SHL.
    expect(walkCode(bytes('630badc0de146305d6e06f60e11b1400')).fragments).toEqual(['0x0badc0de']);
  });
  it('collects addresses and words, not masks', () => {
    const word = 'ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef';
    const { addresses, words } = walkCode(bytes(`73${target}737f${'00'.repeat(12)}${'12'.repeat(20)}`.replace('737f', `7f${'00'.repeat(12)}${'34'.repeat(20)}7f`) + `7f${word}73${'ff'.repeat(20)}7f${'ff'.repeat(32)}00`));
    expect(addresses).toEqual([checksummed, `0x${'34'.repeat(20)}`, `0x${'12'.repeat(20)}`]);
    expect(words).toEqual([`0x${word}`]);
  });
});

describe('forwarders', () => {
  it.each([
    ['ERC-1167', `363d3d373d3d3d363d73${target}5af43d82803e903d91602b57fd5bf3`],
    ['with PUSH0', `365f5f375f5f365f73${target}5af43d5f5f3e5f3d91602a57fd5bf3`],
    ['as older clones', `3d3d3d3d363d3d37363d73${target}5af43d3d93803e602a57fd5bf3`],
  ])('%s', (_, code) => { expect(readForwarder(bytes(code))).toBe(checksummed); });
  it('with a shorter address', () => { expect(readForwarder(bytes('363d3d373d3d3d363d6f' + 'be'.repeat(16) + '5af43d82803e903d91602757fd5bf3'))?.toLowerCase()).toBe(`0x00000000${'be'.repeat(16)}`); });
  it('not code that only begins alike', () => {
    expect(readForwarder(bytes(`363d3d373d3d3d363d73${target}5000`))).toBeNull();
    expect(readForwarder(bytes(''))).toBeNull();
  });
});

describe('the trailer', () => {
  const digest = '1220' + '11'.repeat(32);
  it('tells compiler and metadata', () => {
    const trailer = `a264697066735822${digest}64736f6c63430008250033`;
    const read = readTrailer(bytes(`6000${trailer}`));
    expect(read).toEqual({ end: 2, metadata: { solc: '0.8.37', ipfs: expect.stringMatching(/^Qm[1-9A-HJ-NP-Za-km-z]{44}$/) as string, swarm: null } });
  });
  it('of old compilers', () => { expect(readTrailer(bytes(`6000a165627a7a72305820${'22'.repeat(32)}0029`))?.metadata).toEqual({ solc: null, ipfs: null, swarm: '22'.repeat(32) }); });
  it('is not seen where there is none', () => { for (const code of ['', '00', '60006000fd', `6000${'ff'.repeat(40)}0010`, `a2646970667358ff0033`]) expect(readTrailer(bytes(code))).toBeNull(); });
});
