export { checksum, cleanText, createdAddress, encodeCall, encodeWord, hashText, readAddress, readAddresses, readBoolean, readText, readUint, readWords, selectorOf, zeroAddress, type Word } from './abi.ts';
export { keccak256 } from './keccak.ts';
