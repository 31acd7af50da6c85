import { groupedDigits, weiLiteral } from '../builder/index.ts';
import type { AccessGuard, ContractBuilder, Parameter } from '../builder/index.ts';
import type { Erc721Parameters } from './schema.ts';

/** Mint functions, supply limit, sale and withdrawal. */
export function addMinting(contract: ContractBuilder, guard: AccessGuard, parameters: Erc721Parameters): void {
  const automatic = parameters.ids === 'automatic';
  if (parameters.maxSupply !== null) {
    contract.constant(`uint256 public constant MAX_SUPPLY = ${groupedDigits(String(parameters.maxSupply))}`, 'Most tokens that can ever be minted; burning makes no room.');
    contract.error({ name: 'MaxSupplyReached', parameters: [{ type: 'uint256', name: 'limit', doc: 'Most tokens that can ever be minted.' }], notice: 'All tokens are minted.' });
  }
  if (automatic) {
    contract.state(`uint256 private _nextId${parameters.firstId === 1 ? ' = 1' : ''}`, 'Id of the next token.');
    contract.function({
      name: '_mintNext', visibility: 'private', notice: 'Mints the next token.', parameters: [{ type: 'address', name: 'to', doc: 'Account that receives it.' }], returns: [{ type: 'uint256', name: 'tokenId', doc: 'Id of the new token.' }],
      body: [
        'tokenId = _nextId;',
        ...(parameters.maxSupply === null ? [] : [`if (tokenId ${parameters.firstId === 1 ? '>' : '>='} MAX_SUPPLY) revert MaxSupplyReached(MAX_SUPPLY);`]),
        '_nextId = tokenId + 1;', '_safeMint(to, tokenId);',
      ],
    });
  } else if (parameters.maxSupply !== null) contract.state('uint256 public totalMinted', 'Tokens minted so far, burned ones included.');
  if (parameters.ownerMint) addOwnerMint(contract, guard, parameters, automatic);
  if (parameters.publicMint) addPublicMint(contract, guard, parameters.publicMint);
}

function addOwnerMint(contract: ContractBuilder, guard: AccessGuard, parameters: Erc721Parameters, automatic: boolean): void {
  const inputs: Parameter[] = [
    { type: 'address', name: 'to', doc: 'Account that receives the token.' },
    ...(automatic ? [] : [{ type: 'uint256', name: 'tokenId', doc: 'Id of the new token; must be unused.' }]),
    ...(parameters.uriStorage ? [{ type: 'string memory', name: 'uri', doc: 'Address of its metadata.' }] : []),
  ];
  const limited = !automatic && parameters.maxSupply !== null;
  contract.function({
    name: parameters.ownerMint?.functionName ?? 'safeMint', visibility: 'external', modifiers: [guard.only('MINTER', 'May mint new tokens.')], parameters: inputs,
    ...(automatic ? { returns: [{ type: 'uint256', name: 'tokenId', doc: 'Id of the new token.' }] } : {}),
    notice: `Mints a token ${automatic ? 'with the next id' : 'with a chosen id'}; a receiving contract must accept it.`,
    body: [
      ...(limited ? ['if (totalMinted >= MAX_SUPPLY) revert MaxSupplyReached(MAX_SUPPLY);', 'totalMinted += 1;'] : []),
      // The address is stored first: the receiver is called at the end.
      ...(parameters.uriStorage && !automatic ? ['_setTokenURI(tokenId, uri);'] : []),
      ...(parameters.uriStorage && automatic ? ['_setTokenURI(_nextId, uri);'] : []),
      automatic ? 'tokenId = _mintNext(to);' : '_safeMint(to, tokenId);',
    ],
  });
}

function addPublicMint(contract: ContractBuilder, guard: AccessGuard, sale: NonNullable<Erc721Parameters['publicMint']>): void {
  const paid = sale.price !== '0';
  contract.constant(`uint256 public constant MAX_PER_CALL = ${sale.perCall}`, 'Most tokens of one call.');
  contract.error({ name: 'QuantityInvalid', notice: 'The number of tokens is zero or above the limit of one call.', parameters: [{ type: 'uint256', name: 'quantity', doc: 'Number asked for.' }, { type: 'uint256', name: 'limit', doc: 'Most tokens of one call.' }] });
  const body = ['if (quantity == 0 || quantity > MAX_PER_CALL) revert QuantityInvalid(quantity, MAX_PER_CALL);'];
  if (paid) {
    contract.constant(`uint256 public constant PRICE = ${weiLiteral(sale.price)}`, 'Price of one token in wei.');
    contract.error({ name: 'PaymentWrong', notice: 'The payment is not exactly the price.', parameters: [{ type: 'uint256', name: 'paid', doc: 'wei sent.' }, { type: 'uint256', name: 'price', doc: 'wei needed.' }] });
    body.push('if (msg.value != PRICE * quantity) revert PaymentWrong(msg.value, PRICE * quantity);');
    addWithdrawal(contract, guard);
  }
  if (sale.perWallet !== null) {
    contract.constant(`uint256 public constant MAX_PER_WALLET = ${groupedDigits(String(sale.perWallet))}`, 'Most tokens one account can mint.');
    contract.state('mapping(address account => uint256 count) public mintedBy', 'Tokens each account minted in the public mint.');
    contract.error({ name: 'WalletLimitExceeded', notice: 'The account would mint more than allowed.', parameters: [{ type: 'address', name: 'account', doc: 'Account that mints.' }, { type: 'uint256', name: 'limit', doc: 'Most tokens of one account.' }] });
    body.push('uint256 minted = mintedBy[msg.sender] + quantity;', 'if (minted > MAX_PER_WALLET) revert WalletLimitExceeded(msg.sender, MAX_PER_WALLET);', 'mintedBy[msg.sender] = minted;');
  }
  body.push('for (uint256 i = 0; i < quantity; i++) {', '    _mintNext(msg.sender);', '}');
  // The receiver is called while tokens are still to be minted; the guard keeps it from minting again in between.
  contract.inherit('ReentrancyGuard');
  contract.function({
    name: 'mint', visibility: 'external', ...(paid ? { mutability: 'payable' as const } : {}), modifiers: ['nonReentrant'], body,
    parameters: [{ type: 'uint256', name: 'quantity', doc: 'Number of tokens, at most MAX_PER_CALL.' }], notice: paid ? 'Buys tokens for the caller at PRICE each.' : 'Mints tokens to the caller.',
  });
}

function addWithdrawal(contract: ContractBuilder, guard: AccessGuard): void {
  contract.importOpenZeppelin('utils/Address.sol', 'Address');
  contract.event({ name: 'Withdrawn', notice: 'Proceeds of the sale were paid out.', parameters: [{ type: 'address', name: 'to', indexed: true, doc: 'Who received them.' }, { type: 'uint256', name: 'amount', doc: 'wei paid out.' }] });
  contract.error({ name: 'ReceiverInvalid', notice: 'The zero address cannot receive the proceeds.' });
  contract.function({
    name: 'withdraw', visibility: 'external', modifiers: [guard.only('TREASURER', 'May pay out the proceeds of the sale.')], notice: 'Pays out everything the sale brought in.',
    parameters: [{ type: 'address payable', name: 'to', doc: 'Account that receives the proceeds.' }],
    body: ['if (to == address(0)) revert ReceiverInvalid();', 'uint256 amount = address(this).balance;', 'emit Withdrawn(to, amount);', 'Address.sendValue(to, amount);'],
  });
}
