import type { CompileResult } from '@hyperlens/protocol';
import { child, children, name, nodesOf, number, text, typeOf, type Node } from './ast.ts';

/** A source file with its text by bytes, because solc counts bytes. */
export interface SourceFile { path: string; content: string; own: boolean; lines: number[]; bytes: Buffer; unit: Node }
/** A contract, its bases from itself to the root (C3 order), and what it consists of after inheritance. */
export interface Contract {
  node: Node;
  name: string;
  /** contract, library or interface. */
  kind: string;
  abstract: boolean;
  file: SourceFile;
  bases: Contract[];
  /** State variables of itself and its bases. */
  variables: Node[];
  /** Functions as they are called on this contract: overridden ones left out. Constructors of itself only. */
  functions: Node[];
  /** True when another contract of the person's own files inherits it. */
  inherited: boolean;
}
export interface Place { file: string; line: number; endLine: number; snippet: string }

/** Everything detectors ask about one compilation. Built once and shared. */
export interface Project {
  solcVersion: string;
  files: SourceFile[];
  /** Contracts of the person's own files. */
  contracts: Contract[];
  node(id: number | undefined): Node | undefined;
  parent(node: Node): Node | undefined;
  /** The contract a node is written in, if any. */
  contractOf(node: Node): Contract | undefined;
  /** The function or modifier a node is written in, if any. */
  functionOf(node: Node): Node | undefined;
  place(node: Node): Place;
  source(node: Node): string;
  isOwn(node: Node): boolean;
  /** The function that runs when `definition` is called on `contract`; with `above` given, the next one above that contract (super). */
  resolve(definition: Node, contract: Contract, above?: Contract): Node;
}

/** constructor, fallback, receive or function; old compilers say it in other fields. */
export function functionKind(definition: Node): string {
  const kind = text(definition, 'kind');
  if (kind) return kind;
  if (definition.isConstructor === true) return 'constructor';
  return name(definition) === '' ? 'fallback' : 'function';
}
export const parameters = (definition: Node | undefined): Node[] => children(child(definition, 'parameters'), 'parameters');
export const returns = (definition: Node | undefined): Node[] => children(child(definition, 'returnParameters'), 'parameters');
/** Name and parameter types: equal for functions that override each other. */
export const signature = (definition: Node): string => `${functionKind(definition)} ${name(definition)}(${parameters(definition).map(one => typeOf(one).replace(/ (memory|calldata|storage pointer|storage ref)\b/g, '')).join(',')})`;
export const isPublic = (definition: Node): boolean => ['public', 'external'].includes(text(definition, 'visibility'));
export const isView = (definition: Node | undefined): boolean => ['view', 'pure'].includes(text(definition, 'stateMutability')) || definition?.isDeclaredConst === true;

/** Builds the model. `ownFiles`: where findings are wanted. Throws nothing; sources without an AST are left out. */
export function makeProject(compilation: CompileResult, ownFiles: string[]): Project {
  const own = new Set(ownFiles);
  const nodes = new Map<number, Node>();
  const parents = new Map<Node, Node>();
  const files = new Map<number, SourceFile>();
  const contracts = new Map<number, Contract>();

  const index = (node: Node) => {
    nodes.set(node.id, node);
    for (const [field, value] of Object.entries(node)) {
      if (field === 'typeDescriptions') continue;
      for (const part of Array.isArray(value) ? value : [value]) {
        if (typeof part !== 'object' || part === null || typeof (part as Node).nodeType !== 'string') continue;
        parents.set(part as Node, node);
        index(part as Node);
      }
    }
  };
  for (const [path, source] of Object.entries(compilation.sources)) {
    const unit = source.ast as unknown as Node | undefined;
    if (!unit || typeof unit.nodeType !== 'string') continue;
    const bytes = Buffer.from(source.content, 'utf8');
    const lines = [0];
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines.push(at + 1);
    files.set(source.id, { path, content: source.content, own: own.has(path), lines, bytes, unit });
    index(unit);
  }
  for (const file of files.values()) {
    for (const node of children(file.unit, 'nodes')) {
      if (node.nodeType !== 'ContractDefinition') continue;
      contracts.set(node.id, {
        node, name: name(node), kind: text(node, 'contractKind') || 'contract', abstract: node.abstract === true || node.fullyImplemented === false,
        file, bases: [], variables: [], functions: [], inherited: false,
      });
    }
  }
  for (const contract of contracts.values()) {
    contract.bases = (contract.node.linearizedBaseContracts as number[] | undefined ?? []).flatMap(id => contracts.get(id) ?? []);
    const taken = new Set<string>();
    for (const base of contract.bases) {
      if (base !== contract && contract.file.own && contract.kind !== 'interface') base.inherited = true;
      contract.variables.push(...children(base.node, 'nodes').filter(node => node.nodeType === 'VariableDeclaration'));
      for (const definition of children(base.node, 'nodes')) {
        if (definition.nodeType !== 'FunctionDefinition') continue;
        const key = signature(definition);
        if (taken.has(key) || (functionKind(definition) === 'constructor' && base !== contract)) continue;
        taken.add(key);
        contract.functions.push(definition);
      }
    }
  }
  const fileOf = (node: Node) => files.get(Number(node.src.split(':')[2]));
  const above = (node: Node, test: (node: Node) => boolean) => {
    for (let current: Node | undefined = node; current; current = parents.get(current)) if (test(current)) return current;
    return undefined;
  };
  const source = (node: Node) => {
    const [start = 0, length = 0] = node.src.split(':').map(Number);
    return fileOf(node)?.bytes.subarray(start, start + length).toString('utf8') ?? '';
  };
  return {
    solcVersion: compilation.solcVersion, files: [...files.values()],
    contracts: [...contracts.values()].filter(contract => contract.file.own),
    node: id => (id === undefined ? undefined : nodes.get(id)),
    parent: node => parents.get(node),
    contractOf: node => { const found = above(node, one => one.nodeType === 'ContractDefinition'); return found && contracts.get(found.id); },
    functionOf: node => above(node, one => one.nodeType === 'FunctionDefinition' || one.nodeType === 'ModifierDefinition'),
    isOwn: node => fileOf(node)?.own ?? false,
    source,
    place(node) {
      const [start = 0, length = 0] = node.src.split(':').map(Number);
      const file = fileOf(node);
      const line = lineAt(file?.lines ?? [0], start);
      return { file: file?.path ?? '', line, endLine: Math.max(line, lineAt(file?.lines ?? [0], start + Math.max(0, length - 1))), snippet: source(node).slice(0, 2_000) };
    },
    resolve(definition, contract, superOf) {
      if (definition.nodeType !== 'FunctionDefinition' && definition.nodeType !== 'ModifierDefinition') return definition;
      const scope = contracts.get(number(definition, 'scope') ?? -1) ?? contracts.get(parents.get(definition)?.id ?? -1);
      // Libraries and free functions are not overridden; private functions are called as named.
      if (!scope || scope.kind === 'library' || text(definition, 'visibility') === 'private' || !contract.bases.includes(scope)) return definition;
      const key = definition.nodeType === 'ModifierDefinition' ? name(definition) : signature(definition);
      const from = superOf ? contract.bases.indexOf(superOf) + 1 : 0;
      for (const base of contract.bases.slice(from)) {
        for (const candidate of children(base.node, 'nodes')) {
          if (candidate.nodeType !== definition.nodeType || !child(candidate, 'body')) continue;
          if ((candidate.nodeType === 'ModifierDefinition' ? name(candidate) : signature(candidate)) === key) return candidate;
        }
      }
      return definition;
    },
  };
}

/** 1-based line of a byte offset, by binary search in the line starts. */
function lineAt(lines: number[], offset: number): number {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle] ?? 0) <= offset) low = middle; else high = middle - 1;
  }
  return low + 1;
}

/** Every node of a type in the person's own files. */
export function* ownNodes(project: Project, ...types: string[]): Generator<Node> {
  for (const file of project.files) if (file.own) for (const type of types) yield* nodesOf(file.unit, type);
}
