import type { Detector } from '../detector.ts';
import { name } from '../model/ast.ts';
import { callerAt } from '../model/guard.ts';
import { keysOf, tokenMovement } from '../model/judge.ts';
import { isView } from '../model/project.ts';
import { rootsOf } from '../model/roots.ts';

/** A payment by the caller's share that leaves no trace under the caller's name. */
export const repeatableClaim: Detector = {
  id: 'unauthorised-repeat-claim', title: 'A claim can be repeated', category: 'access-control', severity: 'high', confidence: 'medium',
  description: 'The contract pays out by what the caller is entitled to, but nothing recorded under the caller\'s address changes, so the same claim works again until the contract is empty.',
  fix: 'Record the payment under msg.sender before paying, and check that record.',
  scwe: 'SCWE-016', owasp: 'SC01:2026',
  *detect(unit) {
    const { project } = unit;
    for (const contract of unit.targets) {
      if (contract.kind === 'library') continue;
      for (const flow of unit.entries(contract)) {
        if (isView(flow.entry)) continue;
        // Anything kept under the caller's address, or taken from it, or passed on with its address to a contract that may keep books.
        const traced = flow.steps.some(step => (step.kind === 'write' && (keysOf(step.target).some(key => rootsOf(project, key, step.frame).has('msg.sender'))))
          || (step.kind === 'call' && !isView(step.declaration) && step.call.arguments.some(argument => rootsOf(project, argument, step.frame, false).has('msg.sender')) && !tokenMovement(unit, step)?.push)
          || (step.kind === 'enter' && tokenMovement(unit, step)?.pull === true) || (step.kind === 'assembly' && step.operations.includes('sstore')));
        if (traced) continue;
        for (const step of flow.steps) {
          const amount = step.kind === 'call' && (step.call.kind === 'send' || step.call.kind === 'transfer') ? { expression: step.call.arguments[0], frame: step.frame }
            : tokenMovement(unit, step)?.push ? tokenMovement(unit, step)?.parts[1] : undefined;
          if (!amount?.expression || callerAt(project, flow, step)?.level === 'authority') continue;
          const roots = rootsOf(project, amount.expression, amount.frame);
          if (!roots.has('msg.sender') || roots.has('msg.value') || ![...roots].some(root => root.startsWith('state:') || root.startsWith('call:'))) continue;
          const node = unit.ownSite(step);
          if (node) { yield { node: project.isOwn(flow.entry) ? flow.entry : node, message: `\`${name(flow.entry)}\` pays by the caller's share and keeps no record of it under the caller's address.` }; break; }
        }
      }
    }
  },
};
