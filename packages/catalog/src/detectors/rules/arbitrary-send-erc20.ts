import type { Detector } from '../detector.ts';
import { name } from '../model/ast.ts';
import { callerAt } from '../model/guard.ts';
import { hasParameter, rootsOf } from '../model/roots.ts';
import { ownBusiness, tokenMovement } from '../model/judge.ts';

/** Two ways to take tokens that are not the caller's: from accounts that approved this contract, or from the contract itself. */
export const arbitrarySendErc20: Detector = {
  id: 'arbitrary-send-erc20', title: 'Anyone can move tokens of others', category: 'access-control', severity: 'high', confidence: 'medium',
  description: 'Tokens are pulled from an address the caller names, or paid out of the contract to the caller, without a check of who that is. Everyone who approved this contract, or the contract itself, can be emptied.',
  fix: 'Pull only from msg.sender, and pay out only what the books say or what a privileged account orders.',
  scwe: 'SCWE-016', owasp: 'SC01:2026', swc: 'SWC-105',
  *detect(unit) {
    const { project } = unit;
    for (const contract of unit.targets) {
      if (contract.kind === 'library') continue;
      for (const flow of unit.entries(contract)) {
        for (const step of flow.steps) {
          const moved = tokenMovement(unit, step);
          if (!moved || callerAt(project, flow, step)) continue;
          const { pull, push } = moved;
          const [first, second, third] = moved.parts.map(part => rootsOf(project, part.expression, part.frame));
          const node = unit.ownSite(step);
          if (!node || !first || !second) continue;
          if (pull && third) {
            if (!hasParameter(first) || first.has('msg.sender') || ownBusiness(unit, flow, step)) continue;
            if (/permit/i.test(name(flow.entry))) continue;
            yield { node, message: `\`${name(flow.entry)}\` pulls tokens from an address the caller names.` };
          }
          if (push) {
            if (!(first.has('msg.sender') || hasParameter(first)) || [...second].some(root => root.startsWith('state:') && second.has('msg.sender'))) continue;
            if (!hasParameter(second) && ![...second].some(root => root === 'call:balanceOf')) continue;
            if ([...second].some(root => root.startsWith('state:')) || ownBusiness(unit, flow, step)) continue;
            if (flow.steps.some(one => one !== step && ((one.kind === 'call' && /transferFrom|burn/i.test(one.call.method)) || (one.kind === 'enter' && /transferFrom|burn/i.test(name(one.definition)))))) continue;
            yield { node, message: `\`${name(flow.entry)}\` pays tokens of this contract to ${first.has('msg.sender') ? 'whoever calls it' : 'an address the caller chooses'}, in an amount the caller chooses.` };
          }
        }
      }
    }
  },
};
