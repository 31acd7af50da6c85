import { registerKindCases } from '../sampled.kit.ts';
import { erc4626 } from './index.ts';

const asset = '0x5FbDB2315678afecb367f032d93F642f64180aa3';
const plain = { asset, name: 'Acorn Vault', symbol: 'vACRN', decimalsOffset: 6, depositCap: null, fees: null, pause: 'none', permit: false, access: 'none', owner: '$deployer' };
const fees = { depositBasisPoints: 50, withdrawBasisPoints: 125, changeable: true, limitBasisPoints: 500, recipient: asset };
const full = { ...plain, decimalsOffset: 0, depositCap: { tokens: '1000', changeable: true }, fees, pause: 'all', permit: true, access: 'ownable2step' };
const some = { ...plain, decimalsOffset: 3, depositCap: { tokens: '1000000', changeable: false }, fees: { ...fees, depositBasisPoints: 0, changeable: false, limitBasisPoints: 125 }, pause: 'deposits', access: 'ownable' };

registerKindCases({
  kind: erc4626, contractName: 'AcornVault',
  sample: (pick) => ({
    asset, name: pick(['Acorn Vault', 'Größe "7"', 'a']), symbol: pick(['vA', 'LONGSYMBOL']), decimalsOffset: pick([0, 1, 6, 18]), depositCap: pick([null, { tokens: '1', changeable: true }, { tokens: '123456789012', changeable: false }]),
    fees: pick([null, { depositBasisPoints: pick([0, 1, 2000]), withdrawBasisPoints: pick([0, 30, 2000]), changeable: pick([true, false]), limitBasisPoints: 2000, recipient: '$deployer' }]),
    pause: pick(['none', 'deposits', 'all']), permit: pick([true, false]), access: pick(['none', 'ownable', 'ownable2step']), owner: pick(['$deployer', asset]),
  }),
  run: [plain, full, some],
  mutants: [
    { title: 'a fee that is not taken', parameters: some, from: '_payFee(holder,', to: 'if (assets == 0) _payFee(holder,' },
    { title: 'redeeming pays the gross amount', parameters: full, from: /return gross - _feeOnGross\(gross, \w+\);/, to: 'return gross;' },
    { title: 'a cap that is ignored by minting', parameters: full, from: 'return convertToShares(_room());', to: 'return super.maxMint(address(this));' },
    { title: 'a pause that lets deposits in', parameters: some, from: 'if (paused()) return 0;', to: '' },
    { title: 'anybody pauses', parameters: some, from: 'function pause() external onlyOwner', to: 'function pause() external' },
    { title: 'fees above the limit', parameters: full, from: /if \(newBasisPoints > MAX_FEE_BASIS_POINTS\) revert[^;]+;/, to: '' },
  ],
});
