import type { Detector } from '../detector.ts';
import { name } from '../model/ast.ts';
import { origin } from '../model/frame.ts';
import { callerAt } from '../model/guard.ts';
import { isZero } from '../model/ast.ts';
import { hasParameter, rootsOf } from '../model/roots.ts';
import { ownBusiness } from '../model/judge.ts';

/** SCWE-049. */
export const arbitrarySend: Detector = {
  id: 'arbitrary-send', title: 'Anyone can withdraw ether', category: 'access-control', severity: 'high', confidence: 'medium',
  description: 'Ether of the contract is sent to the caller or to an address the caller names, and neither the caller\'s rights nor its balance are checked.',
  fix: 'Check who calls, or pay only what the books say the caller is owed.',
  scwe: 'SCWE-049', owasp: 'SC01:2026', swc: 'SWC-105',
  *detect(unit) {
    const { project } = unit;
    for (const contract of unit.targets) {
      if (contract.kind === 'library') continue;
      for (const flow of unit.entries(contract)) {
        for (const step of flow.steps) {
          if (step.kind !== 'call') continue;
          const { call } = step;
          const amount = call.kind === 'send' || call.kind === 'transfer' ? call.arguments[0] : call.kind === 'bare' ? call.value : undefined;
          if (!amount || isZero(origin(project, amount, step.frame))) continue;
          const to = rootsOf(project, call.target, step.frame);
          if (!to.has('msg.sender') && !hasParameter(to) && !to.has('tx.origin')) continue;
          const roots = rootsOf(project, amount, step.frame);
          // The caller's own money: what it sent, or what the books say about it.
          if (roots.has('msg.value') || (roots.has('msg.sender') && [...roots].some(root => root.startsWith('state:')))) continue;
          if (callerAt(project, flow, step) || ownBusiness(unit, flow, step)) continue;
          const node = unit.ownSite(step);
          if (node) yield { node, message: `\`${name(flow.entry) || 'The fallback'}\` sends ether to ${to.has('msg.sender') ? 'whoever calls it' : 'an address the caller chooses'}.` };
        }
      }
    }
  },
};
