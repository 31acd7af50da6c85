import { describe, expect, it } from 'vitest';
import { checksum, cleanText, createdAddress, encodeCall, hashText, readAddress, readAddresses, readBoolean, readText, readUint, selectorOf } from './index.ts';

const word = (value: string | number): string => (typeof value === 'number' ? value.toString(16) : value).padStart(64, '0');

describe('abi', () => {
  it('makes selectors and calls', () => {
    expect(hashText('Transfer(address,address,uint256)')).toBe('0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef');
    expect(selectorOf('transfer(address,uint256)')).toBe('0xa9059cbb');
    expect(encodeCall('transfer(address,uint256)', [`0x${'Ab'.repeat(20)}`, 5n])).toBe(`0xa9059cbb${word('ab'.repeat(20))}${word(5)}`);
    expect(encodeCall('0x12345678', [true, -1])).toBe(`0x12345678${word(1)}${'f'.repeat(64)}`);
  });
  it('reads words and refuses what does not fit', () => {
    expect(readUint('0x')).toBeNull();
    expect(readUint(`0x${word(7)}${word(8)}`, 1)).toBe(8n);
    expect(readAddress(`0x${word('f39fd6e51aad88f6f4ce6ab8827279cfffb92266')}`)).toBe('0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266');
    expect(readAddress(`0x${'f'.repeat(64)}`)).toBeNull();
    expect(readBoolean(`0x${word(2)}`)).toBeNull();
    expect(readAddresses(`0x${word(32)}${word(1)}${word('11'.repeat(20))}`)).toEqual([`0x${'11'.repeat(20)}`]);
    expect(readAddresses(`0x${word(32)}${word(2)}${word('11'.repeat(20))}`)).toBeNull();
    expect(readAddresses(`0x${'f'.repeat(64)}`)).toBeNull();
  });
  it('reads text of both kinds, without what could fool a reader', () => {
    const dynamic = (text: string): `0x${string}` => `0x${word(32)}${word(Buffer.byteLength(text))}${Buffer.from(text).toString('hex').padEnd(Math.ceil(Buffer.byteLength(text) / 32) * 64, '0')}`;
    expect(readText(dynamic('Acorn'))).toBe('Acorn');
    expect(readText(`0x${Buffer.from('MKR').toString('hex').padEnd(64, '0')}`)).toBe('MKR');
    expect(readText(dynamic('A\u0000\u202Eb\n\nc\u200B'))).toBe('Ab c');
    expect(readText(dynamic('x'.repeat(1000)))).toHaveLength(100);
    expect(readText(`0x${word(32)}${word(1000)}`)).toBeNull();
    expect(readText('0x')).toBeNull();
    expect(cleanText('  a \t b  ')).toBe('a b');
  });
  it('derives addresses', () => {
    expect(checksum('0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed')).toBe('0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed');
    const sender = '0x6ac7ea33f8831ea9dcc53393aaa88b25a785dbf0';
    expect([0, 1, 127, 128, 256, 70_000].map((nonce) => createdAddress(sender, nonce))).toEqual(['0xcd234A471b72ba2F1Ccf0A70FCABA648a5eeCD8d', '0x343c43A37D37dfF08AE8C4A11544c718AbB4fCF8', '0x06d9a77f5E4b311Bae8D559DB9CDB4dF94104aA0', '0x08e190dcB7b73F5fcDAbb43e102215c83659A76D', '0x3837C1Ae70354f670550C746580199Ac6a73Cb0a', '0xea79a6239Fef1923A52C1cAA590ac2b828a961bB']);
  });
});
