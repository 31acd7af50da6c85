import type { Detector } from '../detector.ts';
import { isZero, magic, unconverted, typeOf } from '../model/ast.ts';
import { readCall } from '../model/calls.ts';
import { ownNodes } from '../model/project.ts';

/** SCWE-090 and SCWE-141. */
export const missingSlippage: Detector = {
  id: 'missing-slippage', title: 'Swap without a lower limit', category: 'front-running', severity: 'medium', confidence: 'high',
  description: 'The swap accepts any outcome. Others see it waiting, move the price, let it run, and move the price back: the difference is theirs.',
  fix: 'Take the least acceptable outcome and a deadline from the caller.',
  scwe: 'SCWE-090', owasp: 'SC03:2026', swc: 'SWC-114',
  *detect({ project }) {
    for (const node of ownNodes(project, 'FunctionCall')) {
      const call = readCall(node);
      if (call.kind !== 'high') continue;
      const swap = /^swap(Exact)?\w*For\w+/.test(call.method) || /^(exactInput|exactOutput|exchange|exchange_underlying|remove_liquidity_one_coin|removeLiquidityETH|removeLiquidity)(Single)?$/.test(call.method);
      if (!swap || call.arguments.length < 3) continue;
      const minimum = call.arguments.slice(0, -1).some(argument => isZero(argument) && !/address/.test(typeOf(argument)));
      if (minimum) yield { node };
      else if (call.arguments.some(argument => magic(unconverted(argument)) === 'block.timestamp')) yield { node, severity: 'low', confidence: 'low', message: 'The deadline is the time of the block itself and so never passes.' };
    }
  },
};
