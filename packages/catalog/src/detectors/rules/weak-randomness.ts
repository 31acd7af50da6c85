import type { Detector } from '../detector.ts';
import { child, text } from '../model/ast.ts';
import { readCall } from '../model/calls.ts';
import { ownNodes } from '../model/project.ts';
import { rootsOf } from '../model/roots.ts';
import { enter } from '../model/frame.ts';

const chainValues = ['block.timestamp', 'block.difficulty', 'block.prevrandao', 'block.coinbase', 'block.number', 'block.gaslimit', 'blockhash', 'block.blockhash'];
const isEntropy = (root: string) => root === 'blockhash' || root === 'builtin:blockhash' || root === 'block.difficulty' || root === 'block.prevrandao' || root === 'block.coinbase' || root === 'block.blockhash';

/** SCWE-024. */
export const weakRandomness: Detector = {
  id: 'weak-randomness', title: 'Random number from values everyone can predict', category: 'bad-randomness', severity: 'high', confidence: 'medium',
  description: 'Block hash, time, number and similar values are known to, or influenced by, whoever builds the block, and to any contract in the same transaction. An outcome drawn from them can be predicted.',
  fix: 'Use a verifiable random function (for example Chainlink VRF), or commit and reveal.',
  scwe: 'SCWE-024', owasp: 'SC02:2026', swc: 'SWC-120',
  *detect({ project }) {
    const seen = new Set<number>();
    for (const node of ownNodes(project, 'BinaryOperation', 'FunctionCall')) {
      const definition = project.functionOf(node);
      const contract = project.contractOf(node);
      if (!definition || !contract) continue;
      const frame = enter(definition, contract, [], undefined, undefined);
      let drawn = false;
      if (node.nodeType === 'BinaryOperation' && text(node, 'operator') === '%') {
        const roots = rootsOf(project, child(node, 'leftExpression'), frame);
        drawn = [...roots].some(isEntropy) || ([...roots].some(root => chainValues.includes(root)) && (roots.has('builtin:keccak256') || roots.has('builtin:sha3')));
      } else if (node.nodeType === 'FunctionCall') {
        const call = readCall(node);
        if (call.kind !== 'builtin' || !['keccak256', 'sha3', 'sha256'].includes(call.method)) continue;
        const roots = new Set(call.arguments.flatMap(argument => [...rootsOf(project, argument, frame)]));
        // A hash of the block used as a number.
        const parent = project.parent(node);
        drawn = [...roots].some(isEntropy) && parent?.nodeType === 'FunctionCall' && project.source(parent).startsWith('uint');
      }
      if (!drawn || seen.has(definition.id)) continue;
      seen.add(definition.id);
      yield { node };
    }
  },
};
