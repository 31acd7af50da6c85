import type { VestingParameters } from './schema.ts';

/** The words in which tests of one vesting contract differ. */
export interface VestingWords { native: boolean; fixed: boolean; make: string; balance: (account: string) => string; total: bigint; first: string }

/** How tests of these parameters speak. `first` is the amount of the first grant in Solidity. */
export function vestingWords({ currency, grants, schedule, access }: VestingParameters): VestingWords {
  const native = currency.type === 'native';
  const make = [...(native ? [] : ['token']), ...(access === 'none' ? [] : ['owner']), ...(grants.length ? [...(schedule.start === 'deployment' ? [] : ['uint64(block.timestamp + 10 days)']), 'people', 'amounts'] : [])].join(', ');
  return {
    native, fixed: grants.length > 0, make, balance: (account) => (native ? `${account}.balance` : `token.balanceOf(${account})`),
    total: grants.reduce((sum, grant) => sum + BigInt(grant.amount), 0n), first: grants[0]?.amount ?? '1_000_000_007',
  };
}

/** Lines that set the people, the contract and its money up; used by the unit tests and the invariant campaign. */
export function vestingSetUp(contractName: string, parameters: VestingParameters, { native, fixed, make, total, first }: VestingWords): string {
  const pay = native ? `(bool paid,) = address(vesting).call{value: ${total}}("");\n    assertTrue(paid);` : `token.mint(address(this), ${total});\n    token.approve(address(vesting), ${total});\n    vesting.fund(${total});`;
  const grant = native ? `vm.deal(owner, ${first});\n    vm.prank(owner);\n    vesting.addGrant{value: ${first}}(people[0]);` : `token.mint(owner, ${first});\n    vm.startPrank(owner);\n    token.approve(address(vesting), type(uint256).max);\n    vesting.addGrant(people[0], ${first});\n    vm.stopPrank();`;
  return `vm.warp(1_800_000_000);
    owner = makeAddr("owner");
    stranger = makeAddr("stranger");
${native ? '' : '    token = new TokenForTest();\n'}${fixed ? parameters.grants.map((entry, index) => `    people.push(makeAddr("beneficiary ${index}"));\n    amounts.push(${entry.amount});`).join('\n') : '    people.push(makeAddr("beneficiary 0"));'}
    vesting = new ${contractName}(${make});
    ${fixed ? `${native ? `vm.deal(address(this), ${total});\n    ` : ''}${pay}` : grant}`;
}
