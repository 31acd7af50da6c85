import type { Detector } from '../detector.ts';
import { name, typeOf } from '../model/ast.ts';
import { returns, signature } from '../model/project.ts';

/** ERC-20 as written: other contracts compiled against it revert on other return types. */
export const erc20Interface: Detector = {
  id: 'erc20-interface', title: 'Not quite an ERC-20', category: 'other', severity: 'medium', confidence: 'high',
  description: 'The contract looks like an ERC-20 token, but a function does not return what the standard says. Contracts compiled against the standard interface revert when they use it.',
  fix: 'Return `bool` from transfer, transferFrom and approve, or use OpenZeppelin ERC20.',
  owasp: 'SC02:2026',
  *detect({ project }) {
    for (const contract of project.contracts) {
      if (contract.kind !== 'contract' || contract.abstract) continue;
      const has = (wanted: string) => contract.functions.some(one => signature(one) === `function ${wanted}`) || contract.variables.some(one => one.visibility === 'public' && wanted.startsWith(`${name(one)}(`));
      if (!has('transfer(address,uint256)') || !has('balanceOf(address)') || !has('approve(address,uint256)') || !has('transferFrom(address,address,uint256)')) continue;
      if (contract.functions.some(one => name(one) === 'ownerOf')) continue;
      for (const definition of contract.functions) {
        if (!['transfer(address,uint256)', 'transferFrom(address,address,uint256)', 'approve(address,uint256)'].some(one => signature(definition) === `function ${one}`)) continue;
        if (!project.isOwn(definition) || (returns(definition).length === 1 && typeOf(returns(definition)[0]) === 'bool')) continue;
        yield { node: definition, message: `\`${name(definition)}\` does not return a bool.` };
      }
    }
  },
};
