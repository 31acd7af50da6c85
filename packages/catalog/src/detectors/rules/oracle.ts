import type { Detector } from '../detector.ts';
import { child, find, name, referenced, text, type Node } from '../model/ast.ts';
import { readCall } from '../model/calls.ts';
import { enter } from '../model/frame.ts';
import { ownNodes } from '../model/project.ts';
import { rootsOf } from '../model/roots.ts';

/** SCWE-028. */
export const spotPrice: Detector = {
  id: 'spot-price-oracle', title: 'Price taken from a pool\'s present balances', category: 'oracle-price', severity: 'medium', confidence: 'medium',
  description: 'A ratio of what a pool or contract holds right now is used as a price. With a flash loan anyone can move it within one transaction and move it back afterwards.',
  fix: 'Use a time-weighted average over many blocks, or an independent oracle.',
  scwe: 'SCWE-028', owasp: 'SC03:2026',
  *detect({ project }) {
    const seen = new Set<number>();
    for (const node of ownNodes(project, 'BinaryOperation', 'FunctionCall')) {
      const definition = project.functionOf(node);
      const contract = project.contractOf(node);
      if (!definition || !contract || seen.has(definition.id) || contract.kind === 'library') continue;
      const frame = enter(definition, contract, [], undefined, undefined);
      let found = false;
      if (node.nodeType === 'BinaryOperation' && text(node, 'operator') === '/') {
        const [top, bottom] = [rootsOf(project, child(node, 'leftExpression'), frame), rootsOf(project, child(node, 'rightExpression'), frame)];
        const reserve = (roots: ReadonlySet<string>) => roots.has('call:getReserves') || roots.has('call:slot0');
        const balances = (roots: ReadonlySet<string>, side: Node | undefined) => roots.has('call:balanceOf') && !ownBalance(project.source(side ?? node), roots);
        found = (reserve(top) && reserve(bottom)) || (balances(top, child(node, 'leftExpression')) && balances(bottom, child(node, 'rightExpression')))
          || (balances(top, child(node, 'leftExpression')) && bottom.has('call:totalSupply'));
      } else if (node.nodeType === 'FunctionCall') {
        const call = readCall(node);
        found = call.kind === 'high' && /^(getAmountsOut|getAmountOut|getAmountsIn|quote|slot0|get_dy|get_virtual_price|pricePerShare|getPricePerFullShare|consultSpot)$/.test(call.method) && decides(project.parent(node));
      }
      if (!found) continue;
      seen.add(definition.id);
      yield { node };
    }
  },
};
const ownBalance = (source: string, roots: ReadonlySet<string>) => roots.has('this') || /balanceOf\(\s*address\(this\)/.test(source);
/** The answer is kept or calculated with, not only handed to the swap itself as its own minimum. */
const decides = (parent: Node | undefined): boolean => parent !== undefined && ['BinaryOperation', 'Return', 'VariableDeclarationStatement', 'Assignment', 'IndexAccess'].includes(parent.nodeType);

/** SCWE-086's family: Chainlink's answer has a time and a round that have to be looked at (Chainlink documentation, "Monitoring data feeds"). */
export const staleOracle: Detector = {
  id: 'stale-oracle', title: 'Age of the oracle\'s answer is not checked', category: 'oracle-price', severity: 'medium', confidence: 'medium',
  description: 'A price feed can stop. Without a look at when its answer was written, an old price is used as the present one.',
  fix: 'Check `updatedAt` against a longest age, and that the answer is above zero.',
  scwe: 'SCWE-030', owasp: 'SC03:2026',
  *detect({ project }) {
    for (const node of ownNodes(project, 'FunctionCall')) {
      const call = readCall(node);
      if (call.kind !== 'high') continue;
      if (call.method === 'latestAnswer') { yield { node, message: '`latestAnswer` gives no time at all; use `latestRoundData`.' }; continue; }
      if (call.method !== 'latestRoundData') continue;
      const statement = project.parent(node);
      const declared = statement?.nodeType === 'VariableDeclarationStatement' ? statement.declarations as (Node | null)[] : [];
      const body = child(project.functionOf(node), 'body');
      const time = declared[3];
      const used = time && find(body, one => one.nodeType === 'Identifier' && referenced(one) === time.id);
      if (statement?.nodeType === 'VariableDeclarationStatement' && !used) yield { node: statement, message: `The time of the answer (${time ? `\`${name(time)}\`` : 'its fourth part'}) is ignored.` };
    }
  },
};
