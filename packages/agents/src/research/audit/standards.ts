import type { CompiledContract } from '@hyperlens/protocol';

/** Functions a standard demands, by signature. Only those that tell it from others. */
const demanded: readonly [name: string, signatures: readonly string[]][] = [
  ['ERC-20', ['totalSupply()', 'balanceOf(address)', 'transfer(address,uint256)', 'transferFrom(address,address,uint256)', 'approve(address,uint256)', 'allowance(address,address)']],
  ['ERC-721', ['balanceOf(address)', 'ownerOf(uint256)', 'approve(address,uint256)', 'setApprovalForAll(address,bool)', 'transferFrom(address,address,uint256)', 'safeTransferFrom(address,address,uint256)']],
  ['ERC-1155', ['balanceOf(address,uint256)', 'balanceOfBatch(address[],uint256[])', 'setApprovalForAll(address,bool)', 'safeTransferFrom(address,address,uint256,uint256,bytes)']],
  ['ERC-165', ['supportsInterface(bytes4)']],
  ['ERC-173', ['owner()', 'transferOwnership(address)']],
  ['ERC-1822', ['proxiableUUID()']],
  ['ERC-2612', ['permit(address,address,uint256,uint256,uint8,bytes32,bytes32)', 'nonces(address)', 'DOMAIN_SEPARATOR()']],
  ['ERC-2981', ['royaltyInfo(uint256,uint256)']],
  ['ERC-3156', ['maxFlashLoan(address)', 'flashFee(address,uint256)']],
  ['ERC-4626', ['asset()', 'totalAssets()', 'convertToShares(uint256)', 'deposit(uint256,address)', 'redeem(uint256,address,address)']],
  ['ERC-5805', ['delegate(address)', 'getVotes(address)', 'getPastVotes(address,uint256)']],
];

/** Standards whose functions a compiled contract has, in the order of their numbers' text. Having the functions is not yet behaving by them. */
export const standardsOf = (contract: Pick<CompiledContract, 'methodIdentifiers'>): string[] => demanded.filter(([, signatures]) => signatures.every((one) => one in contract.methodIdentifiers)).map(([name]) => name);
