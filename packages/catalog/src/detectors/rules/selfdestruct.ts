import type { Detector } from '../detector.ts';
import { name } from '../model/ast.ts';
import { callerAt } from '../model/guard.ts';

/** SCWE-050. */
export const unprotectedSelfdestruct: Detector = {
  id: 'unprotected-selfdestruct', title: 'Anyone can destroy the contract', category: 'access-control', severity: 'critical', confidence: 'high',
  description: 'selfdestruct sends all ether of the contract to an address and, before the Cancun fork and in the transaction that created it, removes its code. Nothing checks who calls it here.',
  fix: 'Remove selfdestruct, or restrict it to the owner.',
  scwe: 'SCWE-050', owasp: 'SC01:2026', swc: 'SWC-106',
  *detect(unit) {
    for (const contract of unit.targets) {
      for (const flow of unit.entries(contract)) {
        for (const step of flow.steps) {
          const kills = (step.kind === 'call' && step.call.kind === 'selfdestruct') || (step.kind === 'assembly' && step.operations.includes('selfdestruct'));
          const node = kills ? unit.ownSite(step) : undefined;
          if (node && !callerAt(unit.project, flow, step)) yield { node, message: `\`${name(flow.entry) || 'The fallback'}\` destroys the contract whoever calls it.` };
        }
      }
    }
  },
};
