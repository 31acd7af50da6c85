import type { CompiledContract, CompileResult, Diagnostic, Json } from '@hyperlens/protocol';
import { isLibraryName, type Reached } from './resolve.ts';

interface RawBytecode { object?: string; linkReferences?: Json; sourceMap?: string; immutableReferences?: Record<string, { start: number; length: number }[]> }
interface RawContract { abi?: CompiledContract['abi']; metadata?: string; storageLayout?: Json; evm?: { bytecode?: RawBytecode; deployedBytecode?: RawBytecode; methodIdentifiers?: Record<string, string> } }
interface RawError { severity?: string; type?: string; message?: string; formattedMessage?: string; errorCode?: string; sourceLocation?: { file?: string; start?: number; end?: number } }
/** The standard JSON output, as far as it is read here. */
export interface RawOutput { errors?: RawError[]; sources?: Record<string, { id: number; ast?: Json }>; contracts?: Record<string, Record<string, RawContract>> }

/** solc's messages with lines instead of byte offsets. */
export function readDiagnostics(errors: readonly RawError[], sources: ReadonlyMap<string, { content: string }>): Diagnostic[] {
  return errors.map((error) => {
    const severity = error.severity === 'error' || error.severity === 'warning' ? error.severity : 'info';
    const location = error.sourceLocation;
    const content = location?.file === undefined ? undefined : sources.get(location.file)?.content;
    const lines = content === undefined || location?.start === undefined || location.start < 0 ? {} : { line: lineAt(content, location.start), endLine: lineAt(content, Math.max(location.start, (location.end ?? location.start) - 1)) };
    return {
      severity, message: explain(error), ...(error.errorCode ? { code: error.errorCode } : {}), ...(location?.file ? { file: location.file } : {}), ...lines,
      ...(error.formattedMessage ? { formatted: error.formattedMessage } : {}),
    };
  });
}

/** solc's text for a missing import speaks of its own interface; people need to know what to do. */
function explain(error: RawError): string {
  const message = error.message ?? 'unknown problem';
  const missing = /^Source "([^"]*)" not found/.exec(message);
  if (missing?.[1] === undefined) return message;
  const hint = missing[1].startsWith('forge-std/') ? ' Install forge-std in lib/, or import "hyperlens/Test.sol", which is always there.' : '';
  return `The import "${missing[1]}" was not found among the sources, in the project or in the packages that come along.${hint}`;
}

/** 1-based line of a byte offset; solc counts bytes of UTF-8. */
function lineAt(content: string, offset: number): number {
  const bytes = Buffer.from(content, 'utf8');
  let line = 1;
  for (let position = bytes.indexOf(10); position >= 0 && position < offset; position = bytes.indexOf(10, position + 1)) line += 1;
  return line;
}

/** Contracts of the target files, in solc's order. */
export function readContracts(output: RawOutput, targets: ReadonlySet<string>): CompiledContract[] {
  return Object.entries(output.contracts ?? {}).filter(([file]) => targets.has(file)).flatMap(([file, contracts]) => Object.entries(contracts).map(([name, contract]) => {
    const { bytecode, deployedBytecode, methodIdentifiers } = contract.evm ?? {};
    return {
      file, name, abi: contract.abi ?? [], bytecode: bytecode?.object ?? '', deployedBytecode: deployedBytecode?.object ?? '',
      immutableReferences: deployedBytecode?.immutableReferences ?? {}, linkReferences: bytecode?.linkReferences ?? {}, deployedLinkReferences: deployedBytecode?.linkReferences ?? {}, methodIdentifiers: methodIdentifiers ?? {},
      metadata: contract.metadata ?? '', ...(bytecode?.sourceMap === undefined ? {} : { sourceMap: bytecode.sourceMap }),
      ...(deployedBytecode?.sourceMap === undefined ? {} : { deployedSourceMap: deployedBytecode.sourceMap }),
      ...(contract.storageLayout === undefined ? {} : { storageLayout: contract.storageLayout }),
    };
  }));
}

/** Sources with solc's ids and trees; a file solc gave no id (it stopped before) gets -1. */
export function readSources(output: RawOutput, reached: ReadonlyMap<string, Reached & { content: string }>): CompileResult['sources'] {
  return Object.fromEntries([...reached].map(([name, source]) => {
    const raw = output.sources?.[name];
    return [name, { id: raw?.id ?? -1, content: source.content, ...(raw?.ast === undefined ? {} : { ast: raw.ast }), isDependency: source.origin !== 'given' || isLibraryName(name) }];
  }));
}
