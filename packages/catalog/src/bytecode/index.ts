export { makeBytecodeReader, type BytecodeOptions } from './bytecode.ts';
export { knownSignatures } from './signatures.ts';
