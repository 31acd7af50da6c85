import type { Detector } from '../detector.ts';
import { child, children, name, typeOf, walk, type Node } from '../model/ast.ts';
import { callerAt } from '../model/guard.ts';
import { functionKind, isView } from '../model/project.ts';
import { isInitializer, latched } from '../model/judge.ts';
import { rootsOf } from '../model/roots.ts';

/** SCWE-005, and the Parity wallet of 2017: whoever initialises first owns the contract. */
export const unprotectedInitializer: Detector = {
  id: 'unprotected-initializer', title: 'Initialiser can be called by anyone, any time', category: 'delegatecall-proxy', severity: 'high', confidence: 'medium',
  description: 'A function that sets the owner or other first values can be called again, or by someone else first, because nothing makes it run once.',
  fix: 'Use the `initializer` modifier of OpenZeppelin Initializable, call it in the transaction that deploys the proxy, and `_disableInitializers()` in the constructor of the implementation.',
  scwe: 'SCWE-005', owasp: 'SC10:2026', swc: 'SWC-118',
  *detect(unit) {
    const { project } = unit;
    for (const contract of unit.targets) {
      if (contract.kind === 'library') continue;
      for (const flow of unit.entries(contract)) {
        if (!/^(_*init|initiali[sz]e|setup)/i.test(name(flow.entry)) || isView(flow.entry)) continue;
        if (isInitializer(project, flow.entry)) continue;
        const first = flow.steps.find(step => {
          if (step.kind !== 'write' || !/^(address|contract)/.test(typeOf(step.variable)) && !/owner|admin/i.test(name(step.variable))) return false;
          return !callerAt(project, flow, step) && !latched(unit, flow, step);
        });
        if (first && project.isOwn(flow.entry)) yield { node: unit.ownSite(first) ?? flow.entry, message: `\`${name(flow.entry)}\` sets \`${first.kind === 'write' ? name(first.variable) : ''}\` and can be called by anyone, again and again.` };
      }
      // An implementation behind a proxy that can itself be initialised by a stranger, and that can run code of their choice.
      const guarded = unit.entries(contract).find(flow => isInitializer(project, flow.entry) && /^init/i.test(name(flow.entry)) && project.isOwn(flow.entry));
      const construction = contract.bases.flatMap(base => base.node.nodes as Node[]).find(node => node.nodeType === 'FunctionDefinition' && functionKind(node) === 'constructor'
        && (children(node, 'modifiers').some(use => /initializ/i.test(name(child(use, 'modifierName')))) || [...walk(child(node, 'body'))].some(one => one.nodeType === 'Identifier' && /_disableInitializers/.test(name(one)))));
      if (!guarded || construction) continue;
      const delegates = unit.entries(contract).flatMap(flow => flow.steps.filter(step => step.kind === 'call' && step.call.kind === 'delegate' && [...rootsOf(project, step.call.target, step.frame)].some(root => root.startsWith('parameter:'))));
      if (delegates.length > 0) yield { node: guarded.entry, message: `The implementation contract itself is never initialised: anyone can call \`${name(guarded.entry)}\` on it, become its owner, and delegatecall code that destroys it.` };
      else yield { node: guarded.entry, severity: 'low', confidence: 'medium', message: `The implementation contract itself is never initialised: anyone can call \`${name(guarded.entry)}\` on it.` };
    }
  },
};
