import type { Composition, ConstructorArgument } from '@hyperlens/protocol';
import { addAccess, addPauseFunctions, addRoyalty, makeContract, stringLiteral } from '../builder/index.ts';
import type { AccessGuard, ContractBuilder, Parameter } from '../builder/index.ts';
import type { Erc1155Parameters } from './schema.ts';

/** Writes an ERC-1155 multi-token contract over OpenZeppelin Contracts 5.x: only the bases and functions the parameters ask for. */
export function composeErc1155(contractName: string, parameters: Erc1155Parameters): Composition {
  const contract = makeContract({ name: contractName, title: contractName, notice: `${describe(parameters)}.` });
  contract.inherit('ERC1155', [stringLiteral(parameters.uri)]);
  const constructorArguments: ConstructorArgument[] = [];
  const guard = addAccess(contract, parameters.access);
  constructorArguments.push({ name: parameters.access === 'roles' ? 'defaultAdmin' : 'initialOwner', type: 'address', value: parameters.owner });
  if (parameters.burnable) contract.inherit('ERC1155Burnable');
  if (parameters.pausable) {
    contract.inherit('ERC1155Pausable');
    addPauseFunctions(contract, guard);
  }
  if (parameters.supply) contract.inherit('ERC1155Supply');
  if (parameters.royalty) {
    addRoyalty(contract, guard, parameters.royalty);
    constructorArguments.push({ name: 'royaltyReceiver', type: 'address', value: parameters.royalty.receiver });
  }
  addNames(contract, parameters);
  addMinting(contract, guard, parameters);
  if (parameters.uriChangeable) {
    contract.function({
      name: 'setURI', visibility: 'external', modifiers: [guard.only('URI_SETTER', 'May change the metadata address.')], notice: 'Changes the metadata address of all ids.',
      parameters: [{ type: 'string calldata', name: 'newUri', doc: 'New address; {id} stands for the id.' }], body: ['_setURI(newUri);', 'emit UriChanged(newUri);'],
    });
    contract.event({ name: 'UriChanged', notice: 'The metadata address of all ids was changed.', parameters: [{ type: 'string', name: 'newUri', doc: 'The address from now on.' }] });
  }
  if (parameters.soulbound) {
    contract.error({ name: 'Soulbound', notice: 'Tokens cannot be transferred.' });
    contract.hook('erc1155Update', { before: ['if (from != address(0) && to != address(0)) revert Soulbound();'], dev: 'Tokens stay with the account they were minted to.' });
  }
  const file = `contracts/${contractName}.sol`;
  return { sources: { [file]: contract.print() }, file, constructorArguments, standards: ['ERC-1155', 'ERC-165', ...(parameters.royalty ? ['ERC-2981'] : [])], upgradeability: 'none' };
}

function describe(parameters: Erc1155Parameters): string {
  const traits = [
    parameters.supply ? 'supply per id on chain' : '', parameters.burnable ? 'burnable' : '', parameters.pausable ? 'pausable' : '', parameters.soulbound ? 'not transferable' : '', parameters.royalty ? 'with royalties' : '',
  ].filter(Boolean);
  return `ERC-1155 multi-token contract${traits.length ? ` (${traits.join(', ')})` : ''}`;
}

function addNames(contract: ContractBuilder, parameters: Erc1155Parameters): void {
  if (!parameters.shown) return;
  for (const [name, value] of [['name', parameters.shown.name], ['symbol', parameters.shown.symbol]] as const) {
    if (value === null) continue;
    contract.function({ name, visibility: 'external', mutability: 'pure', returns: [{ type: 'string memory', doc: `The ${name}.` }], notice: `The ${name} of the collection, for marketplaces.`, body: [`return ${stringLiteral(value)};`] });
  }
}

function addMinting(contract: ContractBuilder, guard: AccessGuard, parameters: Erc1155Parameters): void {
  const only = guard.only('MINTER', 'May mint new tokens.');
  const to: Parameter = { type: 'address', name: 'to', doc: 'Account that receives the tokens.' };
  const data: Parameter = { type: 'bytes memory', name: 'data', doc: 'Passed on to the receiver when it is a contract.' };
  if (parameters.mint) {
    contract.function({
      name: 'mint', visibility: 'external', modifiers: [only], body: ['_mint(to, id, amount, data);'], notice: 'Creates tokens of one id; a receiving contract must accept them.',
      parameters: [to, { type: 'uint256', name: 'id', doc: 'Id of the tokens.' }, { type: 'uint256', name: 'amount', doc: 'How many.' }, data],
    });
  }
  if (parameters.mintBatch) {
    contract.function({
      name: 'mintBatch', visibility: 'external', modifiers: [only], body: ['_mintBatch(to, ids, amounts, data);'], notice: 'Creates tokens of several ids at once; a receiving contract must accept them.',
      parameters: [to, { type: 'uint256[] memory', name: 'ids', doc: 'Ids of the tokens.' }, { type: 'uint256[] memory', name: 'amounts', doc: 'How many of each id.' }, data],
    });
  }
}
