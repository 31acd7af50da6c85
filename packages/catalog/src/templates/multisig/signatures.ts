import { stringLiteral } from '../builder/index.ts';
import type { ContractBuilder } from '../builder/index.ts';

/**
 * ERC-1271 (https://eips.ethereum.org/EIPS/eip-1271): the wallet signs when enough owners do. Owners sign an EIP-712 message that names
 * the wallet and the chain, so that a signature for one wallet is worth nothing for another.
 */
export function addSignatures(contract: ContractBuilder, contractName: string): void {
  contract.inherit('EIP712', [stringLiteral(contractName), '"1"']).inheritFrom({ name: 'IERC1271', path: '@openzeppelin/contracts/interfaces/IERC1271.sol', order: 1 })
    .importOpenZeppelin('utils/cryptography/ECDSA.sol', 'ECDSA')
    .constant('bytes32 public constant MESSAGE_TYPEHASH = keccak256("WalletMessage(bytes32 hash)")', 'EIP-712 type of what owners sign.')
    .constant('uint256 private constant SIGNATURE_LENGTH = 65', 'Length of one signature: r, s, v.');
  contract.function({
    name: 'messageHash', visibility: 'public', mutability: 'view', parameters: [{ type: 'bytes32', name: 'hash', doc: 'Hash the wallet is asked to sign.' }], returns: [{ type: 'bytes32', doc: 'Hash that each owner signs.' }],
    notice: 'What owners sign so that the wallet signs a hash.', body: ['return _hashTypedDataV4(keccak256(abi.encode(MESSAGE_TYPEHASH, hash)));'],
  }).function({
    name: 'isValidSignature', visibility: 'external', mutability: 'view', overrides: true, returns: [{ type: 'bytes4', doc: '0x1626ba7e when it is valid, 0xffffffff when not.' }],
    parameters: [{ type: 'bytes32', name: 'hash', doc: 'Hash that was signed.' }, { type: 'bytes calldata', name: 'signature', doc: 'Signatures of owners (65 bytes each), in ascending order of their addresses.' }],
    notice: 'Tells whether enough owners signed (ERC-1271).',
    body: [
      'uint256 count = signature.length / SIGNATURE_LENGTH;', 'if (signature.length % SIGNATURE_LENGTH != 0 || count < threshold || count > _owners.length) return 0xffffffff;',
      'bytes32 digest = messageHash(hash);', 'address previous = address(0);', 'for (uint256 i = 0; i < count; ++i) {', '    bytes calldata one = signature[i * SIGNATURE_LENGTH:(i + 1) * SIGNATURE_LENGTH];',
      '    (address signer, ECDSA.RecoverError problem, bytes32 detail) = ECDSA.tryRecover(digest, one);', '    if (problem != ECDSA.RecoverError.NoError || detail != 0 || signer <= previous || !isOwner(signer)) return 0xffffffff;', '    previous = signer;', '}',
      'return IERC1271.isValidSignature.selector;',
    ],
  });
}
