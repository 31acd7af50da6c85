import type { Detector } from '../detector.ts';
import { child, magic, text, walk } from '../model/ast.ts';
import { unconverted } from '../model/ast.ts';
import { ownNodes } from '../model/project.ts';

/** Solidity documentation, "Security considerations: tx.origin". */
export const txOrigin: Detector = {
  id: 'tx-origin', title: 'tx.origin decides who may call', category: 'tx-origin', severity: 'high', confidence: 'high',
  description: 'tx.origin is the account that started the transaction, whatever contracts it went through. A contract the owner is lured into calling can act with the owner\'s rights.',
  fix: 'Compare msg.sender instead.',
  scwe: 'SCWE-018', owasp: 'SC01:2026', swc: 'SWC-115',
  *detect({ project }) {
    for (const node of ownNodes(project, 'BinaryOperation')) {
      if (!['==', '!='].includes(text(node, 'operator'))) continue;
      const sides = [child(node, 'leftExpression'), child(node, 'rightExpression')].map(unconverted);
      const origin = sides.find(side => magic(side) === 'tx.origin');
      // `msg.sender == tx.origin` asks whether a contract is calling, which is another matter.
      if (origin && !sides.some(side => magic(side) === 'msg.sender')) yield { node };
    }
    for (const node of ownNodes(project, 'IndexAccess')) {
      const index = unconverted(child(node, 'indexExpression'));
      const parent = project.parent(node);
      const decides = parent && [...walk(parent)].length > 0 && (parent.nodeType === 'FunctionCall' || parent.nodeType === 'IfStatement');
      if (magic(index) === 'tx.origin' && decides && (node.typeDescriptions as { typeString?: string } | undefined)?.typeString === 'bool') yield { node };
    }
  },
};
