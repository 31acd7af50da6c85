import type { Detector } from '../detector.ts';
import { child, children, find, isZero, name, text, typeOf, walk, type Node } from '../model/ast.ts';
import { readCall } from '../model/calls.ts';
import type { Flow, StepOf } from '../model/flow.ts';
import { isView, type Project } from '../model/project.ts';
import { rootsOf } from '../model/roots.ts';
import type { Unit } from '../model/unit.ts';

const recovers = (step: Flow['steps'][number]): step is StepOf<'call'> | StepOf<'enter'> => (step.kind === 'call' && (step.call.method === 'ecrecover' || step.call.method === 'isValidSignature'))
  || (step.kind === 'enter' && /^(try)?recover$|^ecrecover$|isValidSignature(Now)?$/i.test(name(step.definition)));

/** SCWE-055: a signature without a number used once is good for ever. */
export const signatureReplay: Detector = {
  id: 'signature-replay', title: 'A signature can be used again', category: 'signature-crypto', severity: 'high', confidence: 'medium',
  description: 'A signature is accepted, and nothing remembers that it was used: no nonce and no list of used signatures or messages. Whoever saw it can use it again.',
  fix: 'Put a nonce, the chain id and the contract address into the signed message (EIP-712), and mark it as used.',
  scwe: 'SCWE-055', owasp: 'SC05:2026', swc: 'SWC-121',
  *detect(unit) {
    for (const contract of unit.targets) {
      for (const flow of unit.entries(contract)) {
        const used = flow.steps.find(recovers);
        const node = used && unit.ownSite(used);
        if (!used || !node || isView(flow.entry) || contract.kind === 'library') continue;
        if (!flow.steps.some(step => step.at > used.at && (step.kind === 'write' || (step.kind === 'call' && !['ecrecover'].includes(step.call.method))))) continue;
        if (remembers(unit, flow)) continue;
        yield { node, message: `\`${name(flow.entry)}\` accepts a signature and does not remember it.` };
      }
    }
  },
};

/** A flag or number in a mapping (or a counter) that is both tested or hashed, and written: used up. */
function remembers(unit: Unit, flow: Flow): boolean {
  return flow.steps.some(step => step.kind === 'write' && (
    /nonce|used|claimed|minted|executed|processed|consumed|redeemed|filled|cancel|bitmap|sequence|invalidated/i.test(name(step.variable))
    || (/=> bool\)+$/.test(typeOf(step.variable)) || step.operator === '++' || /^struct .*(Nonce|Counter)/.test(typeOf(step.variable)))
    && flow.steps.some(one => one.kind === 'read' && one.variable.id === step.variable.id)));
}

/** SCWE-056: ecrecover answers zero for a bad signature. */
export const ecrecoverZero: Detector = {
  id: 'ecrecover-zero-address', title: 'Answer of ecrecover is not checked for zero', category: 'signature-crypto', severity: 'medium', confidence: 'medium',
  description: 'ecrecover answers the zero address for an invalid signature. Compared with an address that may be zero, any bad signature passes. It also accepts two forms of each signature.',
  fix: 'Use OpenZeppelin ECDSA.recover, or require that the answer is not zero.',
  scwe: 'SCWE-056', owasp: 'SC05:2026', swc: 'SWC-117',
  *detect(unit) {
    const { project } = unit;
    for (const file of project.files) {
      if (!file.own) continue;
      for (const node of walk(file.unit)) {
        if (node.nodeType !== 'FunctionCall') continue;
        const call = readCall(node);
        if (call.kind !== 'builtin' || call.method !== 'ecrecover') continue;
        const definition = project.functionOf(node);
        if (!definition) continue;
        const statement = project.parent(node);
        const kept = statement?.nodeType === 'VariableDeclarationStatement' ? name(children(statement, 'declarations')[0]) : statement?.nodeType === 'Assignment' ? project.source(child(statement, 'leftHandSide') ?? node) : '';
        if (zeroChecked(child(definition, 'body'), kept, project) || callersCheck(unit, definition)) continue;
        yield { node };
      }
    }
  },
};

const zeroChecked = (body: Node | undefined, kept = '', project?: Project): boolean => find(body, one => one.nodeType === 'BinaryOperation' && ['==', '!='].includes(text(one, 'operator'))
  && [child(one, 'leftExpression'), child(one, 'rightExpression')].some(side => isZero(side) && /address/.test(typeOf(side))) && (kept === '' || !project || project.source(one).includes(kept))) !== undefined;

/** The function only hands the answer on: everyone who calls it has to check. */
function callersCheck(unit: Unit, definition: Node): boolean {
  const callers = unit.project.contracts.flatMap(contract => contract.functions).filter(one => one.id !== definition.id && find(child(one, 'body'), part => part.referencedDeclaration === definition.id));
  return callers.length > 0 && callers.every(one => zeroChecked(child(one, 'body')));
}

/** SCWE-074. */
export const hashCollision: Detector = {
  id: 'hash-collision', title: 'Packed hash of several variable-length values', category: 'signature-crypto', severity: 'medium', confidence: 'medium',
  description: 'abi.encodePacked writes values of variable length without their lengths: ("a", "bc") and ("ab", "c") give the same hash. Where the hash is a key or is signed, one can stand for the other.',
  fix: 'Use abi.encode.',
  scwe: 'SCWE-074', owasp: 'SC05:2026', swc: 'SWC-133',
  *detect({ project }) {
    for (const file of project.files) {
      if (!file.own) continue;
      for (const node of walk(file.unit)) {
        if (node.nodeType !== 'FunctionCall') continue;
        const outer = readCall(node);
        if (outer.kind !== 'builtin' || !['keccak256', 'sha3', 'sha256'].includes(outer.method)) continue;
        const packed = outer.arguments.find(argument => argument.nodeType === 'FunctionCall' && readCall(argument).method === 'encodePacked');
        const definition = project.functionOf(node);
        if (!packed || !definition) continue;
        const open = readCall(packed).arguments.filter(argument => /^(string|bytes|[^(]*\[\])( |$)/.test(typeOf(argument)) && [...rootsOf(project, argument, undefined)].some(root => root.startsWith('parameter:')));
        if (open.length >= 2) yield { node };
      }
    }
  },
};
