import { isLiteral, name, typeOf } from '../../model/ast.ts';
import { atomsOf } from '../../model/bounds.ts';
import { readCall } from '../../model/calls.ts';
import type { Token } from '../../model/token.ts';
import { functionKind } from '../../model/project.ts';
import { rootsOf, stateIds } from '../../model/roots.ts';
import type { Detector, Hit } from '../../detector.ts';
import type { Unit } from '../../model/unit.ts';
import { isCondition, nameOf, power, setterOf } from './power.ts';

/** GoPlus `external_call`: a transfer depends on what another contract answers or does, the exchange that collected fees are sold at included. */
export const tokenExternalCall = power('external-call', 'informational', 'Transfers call another contract', 'Another contract takes part in every transfer; what it does, or what replaces it, can change or stop transfers.', 'Keep transfers free of calls.', function* (unit, token) {
  const said = new Set<string>();
  const gates = gatesOf(unit, token);
  for (const flow of token.transfers) {
    for (const step of flow.steps) {
      if (step.kind !== 'call' || said.has(step.call.method) || !['high', 'bare', 'static', 'delegate'].includes(step.call.kind) || isLiteral(step.call.target)) continue;
      const roots = rootsOf(unit.project, step.call.target, step.frame, false);
      if ((roots.has('this') && roots.size === 1) || (step.call.kind === 'bare' && step.call.value !== undefined)) continue;
      const setter = stateIds(roots).map(id => setterOf(token, id)).find(one => one !== undefined);
      const node = unit.ownSite(step);
      if (!node) continue;
      said.add(step.call.method);
      yield { node, details: { token: token.contract.name, method: step.call.method, replaceable: setter !== undefined, gate: gates.has(step.call.method), ...(setter ? { decides: nameOf(unit, setter.step.variable.id), function: name(setter.flow.entry) } : {}) } };
    }
  }
});

/** Methods of other contracts whose yes or no lets a transfer through or stops it. */
function gatesOf(unit: Unit, token: Token): Set<string> {
  const asked = token.transfers.flatMap(flow => flow.steps.filter(isCondition)).filter(step => step.holds !== undefined && step.ending === 'reverts' && unit.project.contractOf(step.frame.definition)?.kind !== 'library');
  const atoms = asked.flatMap(step => atomsOf(unit.project, step.condition, step.frame, step.holds ?? true));
  return new Set(atoms.flatMap(({ node }) => (node.nodeType === 'FunctionCall' && typeOf(node) === 'bool' && readCall(node).kind === 'high' ? [readCall(node).method] : [])));
}

/** A detector over all contracts, tokens or not. */
const everywhere = (id: string, title: string, description: string, fix: string, search: (unit: Unit) => Iterable<Hit>): Detector => ({
  id: `token/${id}`, title, description, fix, severity: 'informational', confidence: 'high', category: 'token-power', scwe: 'SCWE-017', owasp: 'SC01:2026', detect: search,
});

/** GoPlus `is_proxy`: the code behind the address can be another one tomorrow. Standards: ERC-1967 proxies, ERC-1822 (UUPS). */
export const tokenUpgradeable = everywhere('upgradeable', 'The code can be replaced', 'Calls are passed on to code whose address can change, or the contract can order that itself.', 'Say who can replace the code and after which delay.', function* (unit) {
  for (const contract of unit.targets) {
    if (contract.kind === 'library' || contract.inherited) continue;
    for (const flow of unit.entries(contract)) {
      const kind = functionKind(flow.entry);
      const passes = (kind === 'fallback' || kind === 'receive') && flow.steps.find(step => (step.kind === 'assembly' && step.operations.includes('delegatecall')) || (step.kind === 'call' && step.call.kind === 'delegate'));
      const node = passes ? unit.ownSite(passes) ?? contract.node : name(flow.entry) === 'proxiableUUID' ? contract.node : undefined;
      if (node) { yield { node, details: { token: contract.name, pattern: passes ? 'proxy' : 'uups' } }; break; }
    }
  }
});

/** GoPlus `selfdestruct`: the contract can end, by whomever. */
export const tokenSelfdestruct = everywhere('selfdestruct', 'The contract can be destroyed', 'A function ends the contract and sends its ether away. Since Cancun the code stays unless it was made in the same transaction.', 'Remove it.', function* (unit) {
  for (const contract of unit.targets) {
    if (contract.inherited) continue;
    for (const flow of unit.entries(contract)) {
      const step = flow.steps.find(one => (one.kind === 'call' && one.call.kind === 'selfdestruct') || (one.kind === 'assembly' && one.operations.includes('selfdestruct')));
      const node = step && unit.ownSite(step);
      if (node) yield { node, details: { token: contract.name, function: name(flow.entry) } };
    }
  }
});

/** Says when a token is too long to be followed to its end, so that nobody reads silence as absence. */
export const tokenUnread = power('unread', 'informational', 'Parts of the token were not read', 'A function goes on for more steps than the rules follow, or balances are kept where they do not look; powers may be missing from this report.', 'Read it by eye.', function* (unit, token) {
  const cut = [...token.transfers, ...token.powers].find(flow => !flow.complete);
  const reason = cut ? 'A function of the token is too long to be followed to its end.' : token.balances.length === 0 ? 'The token keeps its balances in a way these rules do not read.' : undefined;
  if (reason && unit.project.isOwn(token.contract.node)) yield { node: token.contract.node, message: reason, details: { token: token.contract.name, reason, ...(cut ? { function: name(cut.entry) } : {}) } };
});
