import type { Detector } from '../detector.ts';
import { typeOf } from '../model/ast.ts';
import { readCall } from '../model/calls.ts';
import { ownNodes } from '../model/project.ts';

/** ERC-20: "Callers MUST handle false from returns (bool success)". */
export const uncheckedTransfer: Detector = {
  id: 'unchecked-transfer', title: 'Result of a token transfer is ignored', category: 'unchecked-return', severity: 'medium', confidence: 'medium',
  description: 'Some tokens return false instead of reverting when a transfer fails. Ignoring the result credits a payment that never arrived.',
  fix: 'Use SafeERC20 (`safeTransfer`, `safeTransferFrom`) of OpenZeppelin, which also accepts tokens that return nothing.',
  scwe: 'SCWE-048', owasp: 'SC06:2026', swc: 'SWC-104',
  *detect({ project }) {
    for (const node of ownNodes(project, 'FunctionCall')) {
      const call = readCall(node);
      if (call.kind !== 'high' || !['transfer', 'transferFrom'].includes(call.method) || typeOf(node) !== 'bool') continue;
      if (call.arguments.length !== (call.method === 'transfer' ? 2 : 3)) continue;
      if (project.parent(node)?.nodeType === 'ExpressionStatement') yield { node };
    }
  },
};
