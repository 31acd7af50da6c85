import type { Detector } from '../detector.ts';
import { children, isZero, name, text } from '../model/ast.ts';
import { ending } from '../model/flow.ts';
import { child } from '../model/ast.ts';

/** SWC-132's neighbour: ether goes in and never comes out. */
export const lockedEther: Detector = {
  id: 'locked-ether', title: 'Ether can get in but not out', category: 'denial-of-service', severity: 'medium', confidence: 'high',
  description: 'A payable function takes ether, and no function of the contract sends any: it stays there for ever.',
  fix: 'Remove `payable`, or add a way to withdraw.',
  scwe: 'SCWE-078', owasp: 'SC02:2026',
  *detect(unit) {
    for (const contract of unit.targets) {
      if (contract.kind === 'library' || contract.abstract) continue;
      const payable = contract.functions.filter(one => (text(one, 'stateMutability') === 'payable' || one.payable === true) && ['public', 'external'].includes(text(one, 'visibility')) && children(child(one, 'body'), 'statements').every(statement => ending(statement) !== 'reverts'));
      const [first] = payable.filter(one => unit.project.isOwn(one) && text(one, 'kind') !== 'constructor' && one.isConstructor !== true);
      if (!first) continue;
      const flows = [...unit.flows(contract), ...contract.bases.flatMap(base => unit.construction(base) ?? [])];
      const leaves = flows.some(flow => !flow.complete || flow.steps.some(step => {
        if (step.kind === 'assembly') return step.operations.some(one => ['call', 'delegatecall', 'callcode', 'selfdestruct', 'create', 'create2'].includes(one));
        if (step.kind !== 'call') return false;
        return ['send', 'transfer', 'delegate', 'selfdestruct'].includes(step.call.kind) || (step.call.value !== undefined && !isZero(step.call.value));
      }));
      if (!leaves) yield { node: first, message: `\`${contract.name}\` takes ether through \`${name(first) || 'its fallback'}\` and has no way to send it out.` };
    }
  },
};
