export function testStaking(contractName: string): Record<string, string> { return { [contractName]: '' }; }
