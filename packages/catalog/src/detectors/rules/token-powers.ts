import type { Detector, Hit } from '../detector.ts';
import { child, find, isZero, name, text, typeOf, unconverted, type Node } from '../model/ast.ts';
import type { Flow, StepOf } from '../model/flow.ts';
import { keysOf } from '../model/judge.ts';
import { parameters } from '../model/project.ts';
import { hasParameter, rootsOf, stateIds } from '../model/roots.ts';
import { limits, literalLimit, mentions, tokensOf, type Token } from '../model/token.ts';
import type { Unit } from '../model/unit.ts';

const shared = { category: 'token-power', confidence: 'medium', scwe: 'SCWE-017', owasp: 'SC01:2026' } as const;
const isWrite = (step: Flow['steps'][number]): step is StepOf<'write'> => step.kind === 'write';

/** One detector from a search over each token. */
function power(id: string, severity: Detector['severity'], title: string, description: string, fix: string, search: (unit: Unit, token: Token) => Iterable<Hit>): Detector {
  return { id: `token/${id}`, title, severity, description, fix, ...shared, *detect(unit) { for (const token of tokensOf(unit)) yield* search(unit, token); } };
}
const placed = (unit: Unit, flow: Flow, step: StepOf<'write'> | StepOf<'call'> | StepOf<'condition'>): Node | undefined => (unit.project.isOwn(flow.entry) ? flow.entry : unit.ownSite(step));

/** GoPlus `is_mintable`. */
export const tokenMint = power('mint', 'informational', 'Owner can mint without limit', 'A privileged account can create new tokens, which dilutes all holders.', 'Cap the supply, or give up the right.', function* (unit, token) {
  for (const flow of token.powers) {
    const grown = flow.steps.filter(isWrite).find(step => (token.balances.includes(step.variable) || step.variable === token.supply) && (step.operator === '+=' || (step.operator === '=' && step.value && /\badd\s*\(|\+/.test(unit.project.source(step.value)))));
    if (!grown || !token.supply) continue;
    const more = flow.steps.some(step => isWrite(step) && step.variable === token.supply && step.operator !== '-=' && !/\bsub\s*\(/.test(step.value ? unit.project.source(step.value) : ''));
    if (!more || limits(unit, flow, `state:${token.supply.id}`).some(one => !isZero(child(one, 'rightExpression')))) continue;
    const node = placed(unit, flow, grown);
    if (node && parameters(flow.entry).length > 0) yield { node };
  }
});

/** GoPlus `transfer_pausable`. */
export const tokenPause = power('pause', 'informational', 'Owner can stop or limit transfers', 'A privileged account can keep holders from moving or selling their tokens.', 'Say so to holders, or make it impossible after launch.', function* (unit, token) {
  for (const flow of token.transfers) {
    for (const step of flow.steps) {
      if (step.kind !== 'condition' || step.holds === undefined || step.ending !== 'reverts') continue;
      for (const id of stateIds(rootsOf(unit.project, step.condition, step.frame))) {
        const variable = unit.project.node(id);
        const type = typeOf(variable);
        if (!/^(bool|uint\d*)$/.test(type) || variable === token.supply || /nonce|status|swapp|lock$|inswap/i.test(name(variable))) continue;
        if (type !== 'bool' && !/max|limit|start|launch|enable|time|cool|wallet|tx|amount/i.test(name(variable))) continue;
        const setter = token.powers.find(other => other.steps.some(one => isWrite(one) && one.variable.id === id));
        const node = setter && placed(unit, setter, setter.steps.find((one): one is StepOf<'write'> => isWrite(one) && one.variable.id === id) as StepOf<'write'>);
        if (node) yield { node, message: `\`${name(variable)}\` decides whether or how much can be transferred, and \`${name(setter.entry)}\` changes it.` };
      }
    }
  }
});

/** GoPlus `is_blacklisted`. */
export const tokenBlacklist = power('blacklist', 'low', 'Owner can block addresses', 'A privileged account can keep chosen holders from moving their tokens.', 'Remove it, or put it under a transparent process.', function* (unit, token) {
  for (const flow of token.transfers) {
    for (const step of flow.steps) {
      if (step.kind !== 'condition' || step.holds === undefined || step.ending !== 'reverts') continue;
      const listed = find(step.condition, one => one.nodeType === 'IndexAccess' && typeOf(one) === 'bool') ?? find(step.condition, one => one.nodeType === 'FunctionCall' && typeOf(one) === 'bool');
      if (!listed) continue;
      const negated = find(step.condition, one => one.nodeType === 'UnaryOperation' && text(one, 'operator') === '!' && find(one, part => part === listed) !== undefined) !== undefined
        || /==\s*false/.test(unit.project.source(step.condition)) || /!=\s*true/.test(unit.project.source(step.condition));
      if (negated !== step.holds) continue;
      for (const id of stateIds(rootsOf(unit.project, listed, step.frame))) {
        if (typeOf(unit.project.node(id)) !== 'mapping(address => bool)') continue;
        const setter = token.powers.find(other => other.steps.some(one => isWrite(one) && one.variable.id === id && keysOf(one.target).some(key => hasParameter(rootsOf(unit.project, key, one.frame)))));
        if (setter && unit.project.isOwn(setter.entry)) yield { node: setter.entry, message: `\`${name(setter.entry)}\` fills \`${name(unit.project.node(id))}\`, and who is in it cannot transfer.` };
      }
    }
  }
});

/** GoPlus `slippage_modifiable`: taxes above a quarter. */
export const tokenFee = power('fee', 'low', 'Owner can raise fees above a quarter', 'A privileged account can set the transfer fee so high that selling is pointless.', 'Limit the fee in the code, well below 25 %.', function* (unit, token) {
  const divisors = token.transfers.flatMap(flow => flow.steps.flatMap(step => (step.kind === 'write' && step.value ? [...unit.project.source(step.value).matchAll(/(?:div\(|\/)\s*(1000|10000|100)\b|10\s*\*\*\s*(2|3|4)/g)].map(found => Number(found[1] ?? 10 ** Number(found[2]))) : [])));
  const whole = divisors.length > 0 ? Math.max(...divisors) : 100;
  for (const flow of token.powers) {
    for (const step of flow.steps.filter(isWrite)) {
      if (!/fee|tax|burn|liquidity|marketing|reflection|dev|buy|sell|rate|percent/i.test(name(step.variable)) || !/^(uint\d*|struct)/.test(typeOf(step.variable)) || /threshold|amount|swap|wallet|time|max/i.test(name(step.variable))) continue;
      if (!step.value || !token.transfers.some(other => other.steps.some(one => one.kind === 'read' && one.variable.id === step.variable.id))) continue;
      const chosen = [...rootsOf(unit.project, step.value, step.frame)].filter(root => root.startsWith('parameter:'));
      if (chosen.length === 0) continue;
      // A limit on the sum counts for its parts: the sum is written in the same function.
      const bounds = [...chosen, ...flow.steps.filter(isWrite).map(one => `state:${one.variable.id}`)].flatMap(root => limits(unit, flow, root)).map(one => literalLimit(unit, one)).filter(one => one !== null);
      if (bounds.length > 0 && Math.min(...bounds) <= whole / 4) continue;
      if (unit.project.isOwn(flow.entry)) { yield { node: flow.entry, message: `\`${name(flow.entry)}\` sets \`${name(step.variable)}\` ${bounds.length > 0 ? `to at most ${Math.min(...bounds)} of ${whole}` : 'to anything'}.` }; break; }
    }
  }
});

/** Liquidity made from collected fees belongs to a person. */
export const tokenLiquidity = power('liquidity', 'low', 'Liquidity or proceeds go to a private wallet', 'Pool shares made from holders\' fees, or the proceeds of selling collected tokens, are sent to an account of the team, which can take them out.', 'Lock or burn the pool shares.', function* (unit, token) {
  for (const flow of token.transfers) {
    for (const step of flow.steps) {
      if (step.kind !== 'call' || !/^addLiquidity(ETH|AVAX)?$/.test(step.call.method)) continue;
      const to = step.call.arguments.at(-2);
      const roots = rootsOf(unit.project, to, step.frame);
      const node = unit.ownSite(step);
      if (node && to && !isZero(to) && !roots.has('this') && stateIds(roots).some(id => unit.project.node(id)?.constant !== true)) { yield { node }; return; }
    }
  }
});

/** Tokens and ether the contract holds. */
export const tokenDrain = power('drain', 'low', 'Owner can withdraw what the contract holds', 'A privileged account can take tokens out of the contract, its own collected ones included.', 'Exclude the token itself, or say so to holders.', function* (unit, token) {
  for (const flow of token.powers) {
    for (const step of flow.steps) {
      if (step.kind !== 'call' || step.call.kind !== 'high' || !/^(safe)?transfer$/i.test(step.call.method) || step.call.arguments.length !== 2) continue;
      const target = rootsOf(unit.project, unconverted(step.call.target), step.frame);
      const guarded = flow.steps.some(one => one.kind === 'condition' && rootsOf(unit.project, one.condition, one.frame).has('this') && [...target].some(root => root.startsWith('parameter:') && mentions(one.condition, Number(root.slice(10)))));
      if (hasParameter(target) && !guarded && unit.project.isOwn(flow.entry)) { yield { node: flow.entry }; break; }
    }
  }
});

/** Balances of others. */
export const tokenConfiscate = power('confiscate', 'low', 'Owner can take or burn tokens of others', 'A privileged account can reduce the balance of a holder it names, without an allowance.', 'Remove it.', function* (unit, token) {
  for (const flow of token.powers) {
    for (const step of flow.steps.filter(isWrite)) {
      if (!token.balances.includes(step.variable)) continue;
      const less = step.operator === '-=' || (step.operator === '=' && step.value !== undefined && /\bsub\s*\(|[^-]-[^-]/.test(unit.project.source(step.value)));
      const keys = keysOf(step.target).map(key => rootsOf(unit.project, key, step.frame));
      if (!less || !keys.some(key => hasParameter(key) && !key.has('msg.sender'))) continue;
      if (flow.steps.some(one => one.kind === 'read' && /allowance/i.test(name(one.variable)))) continue;
      if (unit.project.isOwn(flow.entry)) { yield { node: flow.entry }; break; }
    }
  }
});
