import type { Detector } from '../detector.ts';
import { child, children, isZero, name, text, typeOf, walk } from '../model/ast.ts';
import { isView, ownNodes, returns, signature, functionKind } from '../model/project.ts';
import { callerAt } from '../model/guard.ts';
import { rootsOf } from '../model/roots.ts';

/** SCWE-060. */
export const floatingPragma: Detector = {
  id: 'floating-pragma', title: 'Compiler version is left open', category: 'other', severity: 'informational', confidence: 'high',
  description: 'The pragma admits several compiler versions, so the code that was tested may not be the code that is deployed.',
  fix: 'Name one exact version for contracts you deploy; libraries may stay open.',
  scwe: 'SCWE-060', swc: 'SWC-103',
  *detect({ project }) {
    for (const node of ownNodes(project, 'PragmaDirective')) {
      const words = (node.literals as string[] | undefined) ?? [];
      if (words[0] === 'solidity' && /[\^><~*]/.test(words.slice(1).join(''))) yield { node };
    }
  },
};
/** SCWE-061. */
export const outdatedCompiler: Detector = {
  id: 'outdated-compiler', title: 'Old compiler', category: 'other', severity: 'informational', confidence: 'high',
  description: 'Compilers before 0.8 check no arithmetic and have known defects (Solidity list of known bugs).',
  fix: 'Move to a recent 0.8 compiler.',
  scwe: 'SCWE-061', swc: 'SWC-102',
  *detect({ project }) {
    if (Number(project.solcVersion.split('.')[1]) >= 8) return;
    for (const node of ownNodes(project, 'PragmaDirective')) if ((node.literals as string[] | undefined)?.[0] === 'solidity') yield { node };
  },
};
/** Owner or target set without a look whether it is the zero address. */
export const zeroAddress: Detector = {
  id: 'missing-zero-check', title: 'Zero address is accepted', category: 'input-validation', severity: 'informational', confidence: 'medium',
  description: 'An address that decides about rights or money can be set to zero, mostly by mistake, and then nobody has the right or the money is lost.',
  fix: 'Require that it is not the zero address.',
  scwe: 'SCWE-143', owasp: 'SC05:2026', swc: 'SWC-123',
  *detect(unit) {
    for (const contract of unit.targets) {
      for (const flow of unit.entries(contract)) {
        for (const step of flow.steps) {
          if (step.kind !== 'write' || step.operator !== '=' || step.target.nodeType !== 'Identifier' || !typeOf(step.variable).startsWith('address') || !step.value || !unit.project.isOwn(step.node)) continue;
          const roots = [...rootsOf(unit.project, step.value, step.frame)];
          if (roots.length !== 1 || !roots[0]?.startsWith('parameter:') || callerAt(unit.project, flow, step)?.level !== 'authority') continue;
          const checked = flow.steps.some(one => one.kind === 'condition' && [...walk(one.condition)].some(part => isZero(part)) && rootsOf(unit.project, one.condition, one.frame).has(roots[0] ?? ''));
          if (!checked) yield { node: step.node, message: `\`${name(step.variable)}\` can become the zero address.` };
        }
      }
    }
  },
};
/** ERC-20 as written: other contracts compiled against it revert on other return types. */
export const erc20Interface: Detector = {
  id: 'erc20-interface', title: 'Not quite an ERC-20', category: 'other', severity: 'medium', confidence: 'high',
  description: 'The contract looks like an ERC-20 token, but a function does not return what the standard says. Contracts compiled against the standard interface revert when they use it.',
  fix: 'Return `bool` from transfer, transferFrom and approve, or use OpenZeppelin ERC20.',
  owasp: 'SC02:2026',
  *detect({ project }) {
    for (const contract of project.contracts) {
      if (contract.kind !== 'contract' || contract.abstract) continue;
      const has = (wanted: string) => contract.functions.some(one => signature(one) === `function ${wanted}`) || contract.variables.some(one => one.visibility === 'public' && wanted.startsWith(`${name(one)}(`));
      if (!has('transfer(address,uint256)') || !has('balanceOf(address)') || !has('approve(address,uint256)') || !has('transferFrom(address,address,uint256)')) continue;
      if (contract.functions.some(one => name(one) === 'ownerOf')) continue;
      for (const definition of contract.functions) {
        if (!['transfer(address,uint256)', 'transferFrom(address,address,uint256)', 'approve(address,uint256)'].some(one => signature(definition) === `function ${one}`)) continue;
        if (!project.isOwn(definition) || (returns(definition).length === 1 && typeOf(returns(definition)[0]) === 'bool')) continue;
        yield { node: definition, message: `\`${name(definition)}\` does not return a bool.` };
      }
    }
  },
};
/** SCWE-100 of the old list: before 0.5 a function without visibility is public. */
export const defaultVisibility: Detector = {
  id: 'default-visibility', title: 'Public because nothing else was said', category: 'access-control', severity: 'medium', confidence: 'medium',
  description: 'A function that changes state or sends ether has no visibility, so before Solidity 0.5 it is public, perhaps by oversight.',
  fix: 'Write `public`, `external`, `internal` or `private`.',
  scwe: 'SCWE-068', owasp: 'SC01:2026', swc: 'SWC-100',
  *detect(unit) {
    const { project } = unit;
    if (!project.solcVersion.startsWith('0.4.')) return;
    for (const contract of unit.targets) {
      for (const flow of unit.entries(contract)) {
        const { entry } = flow;
        if (!project.isOwn(entry) || functionKind(entry) !== 'function' || isView(entry) || contract.kind === 'library') continue;
        const head = project.source(entry).slice(0, Math.max(0, project.source(entry).indexOf('{')));
        if (/\b(public|external|internal|private)\b/.test(head)) continue;
        const acts = flow.steps.find(step => step.kind === 'call' && ['send', 'transfer', 'bare', 'selfdestruct', 'delegate'].includes(step.call.kind) && !callerAt(project, flow, step));
        // A leading underscore or a helper's name says that it was meant to be internal.
        if (acts && /^_|^init/i.test(name(entry))) yield { node: entry, message: `\`${name(entry)}\` is public.` };
      }
    }
  },
};
/** `=+` and `=-` read like `+=` and `-=`. */
export const typoOperator: Detector = {
  id: 'incorrect-unary', title: 'Assignment of a signed value', category: 'logic', severity: 'medium', confidence: 'high',
  description: '`x =+ y` assigns y instead of adding it.',
  fix: 'Write `+=` or `-=`.',
  swc: 'SWC-129', owasp: 'SC02:2026',
  *detect({ project }) {
    for (const node of ownNodes(project, 'Assignment')) {
      if (text(node, 'operator') === '=' && /=[+-]\s*[\w(]/.test(project.source(node).replace(/\s*=\s+[+-]/, '')) && child(node, 'rightHandSide')?.nodeType === 'UnaryOperation' && /[^=<>!+*/-]=[+-]/.test(project.source(node))) yield { node };
    }
  },
};
/** Deleting or copying a struct that holds a mapping leaves the mapping as it was. */
export const mappingDeletion: Detector = {
  id: 'mapping-deletion', title: 'delete leaves a mapping behind', category: 'logic', severity: 'medium', confidence: 'high',
  description: '`delete` of a struct does not clear the mappings inside: what was stored there is back as soon as the struct is used again.',
  fix: 'Clear the entries yourself, or never reuse the key.',
  scwe: 'SCWE-053', owasp: 'SC02:2026',
  *detect({ project }) {
    for (const node of ownNodes(project, 'UnaryOperation')) {
      if (text(node, 'operator') !== 'delete') continue;
      const type = typeOf(child(node, 'subExpression'));
      const struct = /^struct ([\w.]+)/.exec(type)?.[1]?.split('.').at(-1);
      if (!struct) continue;
      for (const definition of ownNodes(project, 'StructDefinition')) {
        const mappings = children(definition, 'members').filter(member => typeOf(member).startsWith('mapping'));
        if (name(definition) !== struct || mappings.length === 0) continue;
        // Entries cleared by hand in the same function.
        const cleared = mappings.every(member => new RegExp(`\\.${name(member)}\\s*\\[`).test(project.source(child(project.functionOf(node), 'body') ?? node)));
        if (!cleared) yield { node };
        break;
      }
    }
    // `delete list[i]` leaves a hole of zeros and the length as it was.
    for (const node of ownNodes(project, 'UnaryOperation')) {
      const inner = child(node, 'subExpression');
      if (text(node, 'operator') !== 'delete' || inner?.nodeType !== 'IndexAccess' || !/\[\] storage/.test(typeOf(child(inner, 'baseExpression')))) continue;
      const body = child(project.functionOf(node), 'body');
      const list = project.source(child(inner, 'baseExpression') ?? inner);
      const moved = [...walk(body)].some(one => (one.nodeType === 'MemberAccess' && project.source(one).startsWith(list) && (text(one, 'memberName') === 'pop' || (text(one, 'memberName') === 'length' && one.lValueRequested === true))));
      if (!moved) yield { node, severity: 'medium', confidence: 'medium', message: `\`delete\` empties an element of \`${list}\` but leaves its place in the list.` };
    }
  },
};
