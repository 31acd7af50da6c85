import type { Detector } from '../detector.ts';
import { name } from '../model/ast.ts';
import { senderCheck } from '../model/guard.ts';
import { isView } from '../model/project.ts';

/** Functions that lenders and pools call back (ERC-3156, Aave, Uniswap V2 and V3, Balancer, dYdX and their forks). */
const callbacks = /^(executeOperation|onFlashLoan|receiveFlashLoan|callFunction|uniswapV2Call|pancakeCall|\w+V[234](Swap|Flash|Mint)Callback|\w*swapCallback)$/i;

/** SCWE-016 for callbacks: ERC-3156 demands that the receiver verifies msg.sender. */
export const flashCallback: Detector = {
  id: 'unprotected-callback', title: 'Callback does not ask who calls', category: 'access-control', severity: 'high', confidence: 'medium',
  description: 'The function is meant to be called by a lender or pool in the middle of a loan or swap. Anyone can call it directly, with amounts and data of their choice.',
  fix: 'Require that msg.sender is the lender or pool, and that this contract started the operation.',
  scwe: 'SCWE-016', owasp: 'SC04:2026',
  *detect(unit) {
    for (const contract of unit.targets) {
      for (const flow of unit.entries(contract)) {
        if (!callbacks.test(name(flow.entry)) || isView(flow.entry) || !flow.steps.some(step => step.kind === 'call' || step.kind === 'write')) continue;
        if (flow.steps.some(step => step.kind === 'condition' && senderCheck(unit.project, step.condition, step.frame, step.holds ?? true))) continue;
        if (unit.project.isOwn(flow.entry)) yield { node: flow.entry, message: `\`${name(flow.entry)}\` acts for whoever calls it.` };
      }
    }
  },
};
