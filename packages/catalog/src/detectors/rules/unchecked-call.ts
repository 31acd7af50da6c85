import type { Detector } from '../detector.ts';
import { child, children, find, name, referenced } from '../model/ast.ts';
import { readCall } from '../model/calls.ts';
import { ownNodes } from '../model/project.ts';

/** A failed low-level call returns false instead of reverting (Solidity documentation, "Members of Address Types"). */
export const uncheckedCall: Detector = {
  id: 'unchecked-call', title: 'Result of a low-level call is ignored', category: 'unchecked-return', severity: 'medium', confidence: 'high',
  description: 'call, delegatecall, staticcall and send return false when they fail instead of reverting. When nobody looks, the contract goes on as if the transfer or call had happened.',
  fix: 'Check the returned flag (`require(ok)`), or use OpenZeppelin Address.sendValue / functionCall, which revert by themselves.',
  scwe: 'SCWE-048', owasp: 'SC06:2026', swc: 'SWC-104',
  *detect({ project }) {
    for (const node of ownNodes(project, 'FunctionCall')) {
      const call = readCall(node);
      if (!['bare', 'delegate', 'static', 'send'].includes(call.kind)) continue;
      const parent = project.parent(node);
      if (parent?.nodeType === 'ExpressionStatement') yield { node, message: `The result of \`${call.method}\` is thrown away; when it fails, nothing notices.` };
      if (parent?.nodeType !== 'VariableDeclarationStatement') continue;
      // The flag is the first part; it counts as looked at when it is named anywhere else in the function.
      const flag = (parent.declarations as (typeof node | null)[])[0];
      const body = child(project.functionOf(node), 'body');
      const used = flag && find(body, one => one.nodeType === 'Identifier' && referenced(one) === flag.id);
      const assembly = find(body, one => one.nodeType === 'InlineAssembly' && JSON.stringify(one.externalReferences ?? []).includes(`"declaration":${flag?.id ?? -1},`));
      const returned = flag && children(child(project.functionOf(node), 'returnParameters'), 'parameters').some(one => name(one) === name(flag));
      if (!used && !assembly && !returned) yield { node, message: `The result of \`${call.method}\` is kept but never looked at.` };
    }
  },
};
