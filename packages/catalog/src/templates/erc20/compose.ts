import type { Composition, ConstructorArgument } from '@hyperlens/protocol';
import { addAccess, addPauseFunctions, amountLiteral, makeContract, stringLiteral } from '../builder/index.ts';
import type { AccessGuard, ContractBuilder } from '../builder/index.ts';
import { addRestrictions } from './restrictions.ts';
import type { Erc20Parameters } from './schema.ts';

/** Writes an ERC-20 token over OpenZeppelin Contracts 5.x: only the bases and functions the parameters ask for. */
export function composeErc20(contractName: string, parameters: Erc20Parameters): Composition {
  const contract = makeContract({
    name: contractName, title: contractName, upgradeable: parameters.upgradeable,
    notice: `${describe(parameters)}.`,
  });
  const name = stringLiteral(parameters.name);
  if (parameters.upgradeable) contract.inherit('Initializable').inherit('UUPSUpgradeable');
  contract.inherit('ERC20', [name, stringLiteral(parameters.symbol)]);
  const constructorArguments: ConstructorArgument[] = [];
  const guard = addAccess(contract, parameters.access);
  if (parameters.access !== 'none') constructorArguments.push({ name: parameters.access === 'roles' ? 'defaultAdmin' : 'initialOwner', type: 'address', value: parameters.owner });
  if (parameters.burn === 'holders') contract.inherit('ERC20Burnable');
  if (parameters.supply.cap !== null) contract.inherit('ERC20Capped', [amountLiteral(parameters.supply.cap, parameters.decimals)]);
  if (parameters.pausable) {
    contract.inherit('ERC20Pausable');
    addPauseFunctions(contract, guard);
  }
  if (parameters.flashMint) addFlashMint(contract, parameters);
  if (parameters.permit) contract.inherit('ERC20Permit', [name]);
  if (parameters.votes) {
    // Delegation by signature needs an EIP-712 domain; ERC20Permit brings one.
    if (!parameters.permit) contract.inherit('EIP712', [name, '"1"']);
    contract.inherit('ERC20Votes');
  }
  addRestrictions(contract, guard, parameters, constructorArguments);
  addSupply(contract, guard, parameters, constructorArguments);
  if (parameters.decimals !== 18) contract.hook('decimals', { replace: [`return ${parameters.decimals};`], mutability: 'pure' });
  if (parameters.upgradeable) contract.hook('authorizeUpgrade', { replace: [], modifiers: [guard.only('UPGRADER', 'May replace the implementation.')] });
  const file = `contracts/${contractName}.sol`;
  return { sources: { [file]: contract.print() }, file, constructorArguments, standards: standardsOf(parameters), upgradeability: parameters.upgradeable ? 'uups' : 'none' };
}

/** ERC numbers a token with these parameters promises. */
export function standardsOf(parameters: Erc20Parameters): string[] {
  return [
    'ERC-20', ...(parameters.permit ? ['ERC-2612'] : []), ...(parameters.votes ? ['ERC-5805', 'ERC-6372'] : []),
    ...(parameters.flashMint ? ['ERC-3156'] : []), ...(parameters.access === 'roles' ? ['ERC-165'] : []), ...(parameters.upgradeable ? ['ERC-1822', 'ERC-1967'] : []),
  ];
}

function describe(parameters: Erc20Parameters): string {
  const traits = [
    parameters.mintable ? 'mintable' : 'fixed supply', parameters.supply.cap !== null ? 'capped' : '', parameters.burn !== 'none' ? 'burnable' : '', parameters.pausable ? 'pausable' : '',
    parameters.permit ? 'with signed approvals' : '', parameters.votes ? 'with voting power' : '', parameters.flashMint ? 'with flash minting' : '',
    parameters.fee ? 'with a transfer fee' : '', parameters.denyList ? 'with a deny list' : '', parameters.limits.transfer ?? parameters.limits.wallet ? 'with limits' : '', parameters.upgradeable ? 'upgradeable' : '',
  ].filter(Boolean);
  return `ERC-20 token (${traits.join(', ')})`;
}

function addFlashMint(contract: ContractBuilder, parameters: Erc20Parameters): void {
  contract.inherit('ERC20FlashMint');
  const limit = parameters.supply.cap !== null ? 'cap()' : parameters.votes ? '_maxSupply()' : null;
  if (limit === null && !parameters.pausable) return;
  contract.hook('maxFlashLoan', {
    dev: limit === null ? 'Nothing can be lent while paused.' : 'A loan is minted, so it has to fit below the largest supply.',
    replace: [
      `if (token != address(this)${parameters.pausable ? ' || paused()' : ''}) return 0;`,
      limit === null ? 'return super.maxFlashLoan(token);' : `return ${limit} - totalSupply();`,
    ],
  });
}

function addSupply(contract: ContractBuilder, guard: AccessGuard, parameters: Erc20Parameters, constructorArguments: ConstructorArgument[]): void {
  const { initial, recipient } = parameters.supply;
  if (BigInt(initial) > 0n) {
    let holder = 'msg.sender';
    if (recipient !== '$deployer') {
      holder = 'initialHolder';
      contract.parameter({ type: 'address', name: holder, doc: 'Account that receives the initial supply.' });
      constructorArguments.push({ name: holder, type: 'address', value: recipient });
    }
    if (parameters.limits.transfer !== null || parameters.limits.wallet !== null) contract.construct(`limitExempt = ${holder};`);
    contract.construct(`_mint(${holder}, ${amountLiteral(initial, parameters.decimals)});`);
  } else if (parameters.limits.transfer !== null || parameters.limits.wallet !== null) contract.construct('limitExempt = msg.sender;');
  if (parameters.mintable) {
    contract.function({
      name: 'mint', visibility: 'external', modifiers: [guard.only('MINTER', 'May mint new tokens.')], body: ['_mint(to, amount);'],
      parameters: [{ type: 'address', name: 'to', doc: 'Account that receives the tokens.' }, { type: 'uint256', name: 'amount', doc: 'Amount in the smallest unit.' }],
      notice: parameters.supply.cap !== null ? 'Creates new tokens, up to the cap.' : 'Creates new tokens.',
    });
  }
  if (parameters.burn === 'owner') {
    contract.function({
      name: 'burn', visibility: 'external', modifiers: [guard.only('BURNER', 'May burn tokens of their own.')], body: ['_burn(msg.sender, amount);'],
      parameters: [{ type: 'uint256', name: 'amount', doc: 'Amount in the smallest unit.' }], notice: 'Destroys tokens of the caller.',
    });
  }
}
