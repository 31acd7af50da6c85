import type { Detector } from '../detector.ts';
import { name, typeOf } from '../model/ast.ts';
import { knownAt } from '../model/flow.ts';
import { callerAt } from '../model/guard.ts';
import { hasParameter, rootsOf, stateIds } from '../model/roots.ts';

/** SCWE-052: what the caller is paid depends on what another transaction sets, or on a secret the call itself reveals. */
export const transactionOrder: Detector = {
  id: 'transaction-order', title: 'The order of transactions decides who gains', category: 'front-running', severity: 'medium', confidence: 'medium',
  description: 'A solution or price is visible to everyone while the transaction waits. Somebody else can send the same first, or change the price before it runs.',
  fix: 'Commit and reveal, or let the caller state what it expects (price, reward) and refuse otherwise.',
  scwe: 'SCWE-052', owasp: 'SC02:2026', swc: 'SWC-114',
  *detect(unit) {
    const { project } = unit;
    for (const contract of unit.targets) {
      for (const flow of unit.entries(contract)) {
        for (const step of flow.steps) {
          if (step.kind !== 'call' || !['send', 'transfer', 'bare'].includes(step.call.kind)) continue;
          const to = rootsOf(project, step.call.target, step.frame);
          if (!to.has('msg.sender') || callerAt(project, flow, step)?.level === 'authority') continue;
          const solved = [...knownAt(flow, step)].find(known => known.holds && /^(BinaryOperation|FunctionCall)$/.test(known.condition.nodeType)
            && [...rootsOf(project, known.condition, known.frame)].some(root => /builtin:(keccak256|sha3|sha256)/.test(root)) && hasParameter(rootsOf(project, known.condition, known.frame)) && !rootsOf(project, known.condition, known.frame).has('msg.sender'));
          const amount = step.call.kind === 'bare' ? step.call.value : step.call.arguments[0];
          const changed = stateIds(rootsOf(project, amount, step.frame)).find(id => typeOf(project.node(id)).startsWith('uint') && unit.entries(contract).some(other => other.entry !== flow.entry
            && other.steps.some(one => one.kind === 'write' && one.variable.id === id && one.operator === '=' && one.value && (hasParameter(rootsOf(project, one.value, one.frame)) || rootsOf(project, one.value, one.frame).has('msg.value')))));
          const node = unit.ownSite(step);
          if (node && solved) yield { node, message: 'The payment goes to whoever sends the solution first; it can be copied from a waiting transaction.' };
          else if (node && changed !== undefined && !rootsOf(project, amount, step.frame).has('msg.sender')) yield { node, message: `The amount depends on \`${name(project.node(changed))}\`, which another transaction can change before this one runs.` };
        }
      }
    }
  },
};
