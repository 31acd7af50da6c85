import type { CompileResult, Json, SourceFiles } from '@hyperlens/protocol';
import { withoutComments } from '../compiler/syntax.ts';

// A test that says `new Token(x)` contains the token's code, so both must be compiled with the same settings, and the optimizer spends
// most of its time on tests. Here `new Token(x)` becomes a call that takes the token's code from the artifacts (`vm.getCode`), as forge
// does with dynamic linking: then the token is compiled as it is deployed, and the tests without the optimizer.

/** The tests with their deployments rewritten, and the sources these need. Lines stay where they are. */
export interface Loosened { tests: SourceFiles; makers: SourceFiles }
interface OwnContract { file: string; name: string; parameters: string; names: string[] }
type Node = { [key: string]: Json };

const isNode = (value: Json | undefined): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
const nodes = (value: Json | undefined): Node[] => (Array.isArray(value) ? value.filter(isNode) : []);

/**
 * Rewrites tests; `parsed` holds the syntax trees of the own files. Null when it cannot be done with certainty: renamed imports, own
 * contracts as bases, salted deployments, names that are not unique, unnamed constructor parameters.
 */
export function loosen(tests: SourceFiles, parsed: CompileResult['sources'], ownFiles: readonly string[]): Loosened | null {
  const own = ownFiles.flatMap((file) => ownContracts(file, parsed[file]));
  if (own.includes(null)) return null;
  const contracts = own.filter((one) => one !== null);
  const names = new Set(contracts.map((one) => one.name));
  if (names.size !== contracts.length || contracts.length === 0) return null;
  const any = contracts.map((one) => one.name.replaceAll('$', String.raw`\$`)).join('|');
  const unsafe = new RegExp(String.raw`(?<![\w$])(?:new\s+(?:${any})\s*\{|(?:${any})\s+as\s|type\s*\(\s*(?:${any})\s*\)\s*\.\s*(?:creationCode|runtimeCode)|is\s[^{;]*(?<![\w$])(?:${any})(?![\w$])[^;]*?\{|import\s*\*|import\s*["'][^"']*["']\s*as)`);
  const deployment = new RegExp(String.raw`"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*'|(?<![\w$])new\s+(?<name>${any})(?=\s*\()`, 'g');
  const used = new Set<string>();
  const rewritten: SourceFiles = {};
  for (const [file, content] of Object.entries(tests)) {
    const blank = withoutComments(content);
    if (unsafe.test(blank)) return null;
    const here = new Set<string>();
    let result = '';
    let position = 0;
    for (const match of blank.matchAll(deployment)) {
      const name = match.groups?.name;
      if (name === undefined) continue;
      result += `${content.slice(position, match.index)}HyperLensMake_${name}.make${match[0].replace(/[^\n]/g, '')}`;
      position = match.index + match[0].length;
      here.add(name);
      used.add(name);
    }
    rewritten[file] = result + content.slice(position) + [...here].map((name) => `\nimport {HyperLensMake_${name}} from "hyperlens-make/${name}.sol";`).join('');
  }
  const makers = Object.fromEntries(contracts.filter((one) => used.has(one.name)).map((one) => [`hyperlens-make/${one.name}.sol`, maker(one)]));
  return { tests: rewritten, makers };
}

/** Deployable contracts of a file with the text of their constructor parameters; a null for one that cannot be called by name. */
function ownContracts(file: string, source: CompileResult['sources'][string] | undefined): (OwnContract | null)[] {
  if (!isNode(source?.ast)) return [null];
  const bytes = Buffer.from(source.content, 'utf8');
  return nodes(source.ast.nodes).filter((node) => node.nodeType === 'ContractDefinition' && node.contractKind === 'contract' && node.abstract !== true).map((contract) => {
    const constructor = nodes(contract.nodes).find((node) => node.nodeType === 'FunctionDefinition' && node.kind === 'constructor');
    const parameters = isNode(constructor?.parameters) ? nodes(constructor.parameters.parameters) : [];
    const names = parameters.map((parameter) => text(parameter.name));
    if (names.includes('')) return null;
    const written = parameters.map((parameter) => {
      const [start = 0, length = 0] = text(parameter.src).split(':').map(Number);
      return bytes.subarray(start, start + length).toString('utf8');
    });
    return { file, name: text(contract.name), parameters: written.join(', '), names };
  });
}

const maker = ({ file, name, parameters, names }: OwnContract): string => `// SPDX-License-Identifier: MIT
pragma solidity >=0.8.0;
import "${file}";
interface HyperLensCode { function getCode(string calldata artifact) external view returns (bytes memory); }
library HyperLensMake_${name} {
    function make(${parameters}) internal returns (${name}) {
        bytes memory hyperLensCode = bytes.concat(HyperLensCode(address(uint160(uint256(keccak256("hevm cheat code"))))).getCode("${file}:${name}"), abi.encode(${names.join(', ')}));
        address hyperLensMade;
        assembly {
            hyperLensMade := create(0, add(hyperLensCode, 32), mload(hyperLensCode))
            if iszero(hyperLensMade) {
                returndatacopy(0, 0, returndatasize())
                revert(0, returndatasize())
            }
        }
        return ${name}(payable(hyperLensMade));
    }
}
`;
