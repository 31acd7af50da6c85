import type { Composition, ConstructorArgument } from '@hyperlens/protocol';
import { addAccess, addPauseFunctions, addRoyalty, makeContract, stringLiteral } from '../builder/index.ts';
import type { AccessGuard, ContractBuilder } from '../builder/index.ts';
import { addMinting } from './minting.ts';
import type { Erc721Parameters } from './schema.ts';

/** Writes an ERC-721 collection over OpenZeppelin Contracts 5.x: only the bases and functions the parameters ask for. */
export function composeErc721(contractName: string, parameters: Erc721Parameters): Composition {
  const contract = makeContract({ name: contractName, title: contractName, notice: `${describe(parameters)}.` });
  const name = stringLiteral(parameters.name);
  contract.inherit('ERC721', [name, stringLiteral(parameters.symbol)]);
  const constructorArguments: ConstructorArgument[] = [];
  const guard = addAccess(contract, parameters.access);
  if (parameters.access !== 'none') constructorArguments.push({ name: parameters.access === 'roles' ? 'defaultAdmin' : 'initialOwner', type: 'address', value: parameters.owner });
  if (parameters.enumerable) contract.inherit('ERC721Enumerable');
  if (parameters.uriStorage) contract.inherit('ERC721URIStorage');
  if (parameters.pausable) {
    contract.inherit('ERC721Pausable');
    addPauseFunctions(contract, guard);
  }
  if (parameters.burnable) contract.inherit('ERC721Burnable');
  if (parameters.votes) contract.inherit('EIP712', [name, '"1"']).inherit('ERC721Votes');
  if (parameters.royalty) {
    addRoyalty(contract, parameters.access === 'none' ? null : guard, parameters.royalty);
    constructorArguments.push({ name: 'royaltyReceiver', type: 'address', value: parameters.royalty.receiver });
  }
  addMetadata(contract, guard, parameters);
  addMinting(contract, guard, parameters);
  if (parameters.soulbound) addSoulbound(contract);
  const file = `contracts/${contractName}.sol`;
  return { sources: { [file]: contract.print() }, file, constructorArguments, standards: standardsOf(parameters), upgradeability: 'none' };
}

function standardsOf(parameters: Erc721Parameters): string[] {
  return ['ERC-721', 'ERC-165', ...(parameters.royalty ? ['ERC-2981'] : []), ...(parameters.uriStorage ? ['ERC-4906'] : []), ...(parameters.votes ? ['ERC-5805', 'ERC-6372'] : [])];
}

function describe(parameters: Erc721Parameters): string {
  const traits = [
    parameters.ids === 'automatic' ? 'ids by counter' : 'ids chosen by the minter', parameters.maxSupply !== null ? 'limited supply' : '', parameters.publicMint ? 'public mint' : '', parameters.enumerable ? 'enumerable' : '',
    parameters.burnable ? 'burnable' : '', parameters.pausable ? 'pausable' : '', parameters.soulbound ? 'not transferable' : '', parameters.royalty ? 'with royalties' : '', parameters.votes ? 'with voting power' : '',
  ].filter(Boolean);
  return `ERC-721 collection (${traits.join(', ')})`;
}

function addMetadata(contract: ContractBuilder, guard: AccessGuard, parameters: Erc721Parameters): void {
  if (parameters.baseUriChangeable) {
    contract.state(`string private _base = ${stringLiteral(parameters.baseUri)}`, 'Prefix of the metadata address of every token.');
    contract.event({ name: 'BaseURIChanged', notice: 'The prefix of all metadata addresses was changed.', parameters: [{ type: 'string', name: 'uri', doc: 'The prefix from now on.' }] });
    contract.function({
      name: 'setBaseURI', visibility: 'external', modifiers: [guard.only('URI_SETTER', 'May change the metadata address.')], notice: 'Changes the prefix of all metadata addresses.',
      parameters: [{ type: 'string calldata', name: 'uri', doc: 'New prefix.' }], body: ['_base = uri;', 'emit BaseURIChanged(uri);'],
    });
    contract.hook('baseUri', { replace: ['return _base;'] });
  } else if (parameters.baseUri !== '') contract.hook('baseUri', { replace: [`return ${stringLiteral(parameters.baseUri)};`], mutability: 'pure' });
  if (parameters.uriSuffix !== '') {
    contract.hook('tokenUri', { replace: ['string memory uri = super.tokenURI(tokenId);', `return bytes(uri).length == 0 ? uri : string.concat(uri, ${stringLiteral(parameters.uriSuffix)});`] });
  }
}

function addSoulbound(contract: ContractBuilder): void {
  contract.error({ name: 'Soulbound', notice: 'Tokens cannot be transferred.', parameters: [{ type: 'uint256', name: 'tokenId', doc: 'Token that was to move.' }] });
  contract.hook('erc721Update', { before: ['if (to != address(0) && _ownerOf(tokenId) != address(0)) revert Soulbound(tokenId);'], dev: 'A token stays with the account it was minted to.' });
}
