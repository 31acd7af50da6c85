import type { ContractDraft } from './contract.ts';
import { natspec, printError, printEvent, printFunction } from './functions.ts';
import { hooks } from './hooks.ts';
import { openZeppelinPath } from './parents.ts';
import type { FunctionPart, HookId, ParentPart, RawPart, VariablePart } from './parts.ts';

/** The file of a contract. Deterministic: the same draft always gives the same text. */
export function printContract(draft: ContractDraft): string {
  const parents = draft.parents.toSorted((left, right) => left.order - right.order || draft.parents.indexOf(left) - draft.parents.indexOf(right));
  const overrides = mergedOverrides(draft, parents);
  const members: string[][] = [
    ...draft.usings.map((text) => [`using ${text};`]),
    ...draft.types.map(printRaw),
    ...draft.constants.map(printVariable),
    ...draft.state.map(printVariable),
    ...draft.events.map(printEvent),
    ...draft.errors.map(printError),
    ...draft.modifiers.map(printRaw),
    ...printConstruction(draft, parents),
    ...draft.functions.map(printFunction),
    ...overrides.map(printFunction),
  ];
  const heritage = parents.length ? ` is ${parents.map((parent) => parent.name).join(', ')}` : '';
  const opening = `contract ${draft.name}${heritage} {`;
  const body = members.map((lines) => lines.map((line) => (line ? `    ${line}` : '')).join('\n')).join('\n\n');
  return [
    '// SPDX-License-Identifier: MIT',
    'pragma solidity ^0.8.24;',
    '',
    ...printImports(draft),
    ...natspec([['title', draft.title], ['notice', draft.notice], ...(draft.dev ? [['dev', draft.dev] as [string, string]] : [])]),
    ...(opening.length <= 120 ? [opening] : [`contract ${draft.name} is`, ...parents.map((parent, index) => `    ${parent.name}${index < parents.length - 1 ? ',' : ''}`), '{']),
    ...(body ? [body] : []),
    '}',
    '',
  ].join('\n');
}

function printImports(draft: ContractDraft): string[] {
  const lines = [...draft.imports].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([path, symbols]) => `import {${[...symbols].toSorted().join(', ')}} from "${path}";`);
  return lines.length ? [...lines, ''] : [];
}

function printVariable(part: VariablePart): string[] {
  // NatSpec allows @notice on public state variables only.
  return [...natspec([[/\bpublic\b/.test(part.declaration) ? 'notice' : 'dev', part.notice]]), `${part.declaration};`];
}

function printRaw(part: RawPart): string[] {
  return [...natspec([['dev', part.notice]]), ...part.lines];
}

function printConstruction(draft: ContractDraft, parents: ParentPart[]): string[][] {
  if (!draft.upgradeable) {
    const calls = parents.filter((parent) => parent.arguments).map((parent) => `${parent.argumentsOf?.name ?? parent.name}(${parent.arguments?.join(', ')})`);
    if (!calls.length && !draft.constructorBody.length && !draft.constructorParameters.length) return [];
    return [printFunction({
      name: 'constructor', visibility: 'public', notice: 'Sets the contract up; runs once, at deployment.', parameters: draft.constructorParameters,
      ...(draft.constructorPayable ? { mutability: 'payable' } : {}), modifiers: calls, body: draft.constructorBody,
    })];
  }
  const initializers = parents.flatMap((parent) => [
    ...(parent.argumentsOf?.initializer ? [`${parent.argumentsOf.initializer}(${parent.arguments?.join(', ') ?? ''});`] : []),
    ...(parent.initializer ? [`${parent.initializer}(${parent.argumentsOf ? '' : parent.arguments?.join(', ') ?? ''});`] : []),
  ]);
  return [
    printFunction({
      name: 'constructor', visibility: 'public', notice: 'Locks the implementation itself: only proxies can be initialized.',
      tags: ['@custom:oz-upgrades-unsafe-allow constructor'], body: ['_disableInitializers();'],
    }),
    printFunction({
      name: 'initialize', visibility: 'external', modifiers: ['initializer'], parameters: draft.constructorParameters,
      notice: 'Sets the proxy up; runs once, in the transaction that deploys the proxy.', body: [...initializers, ...draft.constructorBody],
    }),
  ];
}

/** One override for every function that two bases implement or that the draft extends, in the order of `hooks`. */
function mergedOverrides(draft: ContractDraft, parents: ParentPart[]): FunctionPart[] {
  const found: FunctionPart[] = [];
  for (const id of Object.keys(hooks) as HookId[]) {
    const hook = hooks[id];
    const code = draft.hooks.get(id);
    const bases = parents.filter((parent) => parent.hooks?.includes(id)).map((parent) => parent.name);
    // ERC20Permit and Votes share Nonces: overriding must name it although it is no direct base.
    const shared = id === 'nonces' && bases.length > 0 && parents.some((parent) => /^ERC(20|721)Votes/.test(parent.name));
    if (shared) {
      const nonces = draft.upgradeable ? 'NoncesUpgradeable' : 'Nonces';
      draft.imports.set(openZeppelinPath(`utils/${nonces}.sol`, draft.upgradeable), new Set([nonces]));
      bases.push(nonces);
    }
    if (!code && bases.length < 2) continue;
    const call = `super.${hook.name}(${hook.call});`;
    const plain = [...(code?.before ?? []), hook.returns && !code?.after?.length ? `return ${call}` : call, ...(code?.after ?? [])];
    const mutability = code?.mutability ?? hook.mutability;
    found.push({
      name: hook.name, visibility: hook.visibility, notice: code?.notice ?? hook.notice, body: code?.replace ?? plain,
      // A replaced body may leave a parameter unused; its name would be a compiler warning.
      parameters: hook.parameters.map((parameter) => (code?.replace && !code.replace.some((line) => new RegExp(`\\b${parameter.name}\\b`).test(line)) ? { type: parameter.type, name: '' } : parameter)),
      overrides: bases.length > 1 ? bases : true,
      ...(mutability ? { mutability } : {}),
      ...(code?.dev ? { dev: code.dev } : {}), ...(code?.modifiers?.length ? { modifiers: code.modifiers } : {}),
      ...(hook.returns ? { returns: [hook.returns] } : {}),
    });
  }
  return found;
}
