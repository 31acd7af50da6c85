export function testVesting(contractName: string): Record<string, string> { return { [contractName]: '' }; }
