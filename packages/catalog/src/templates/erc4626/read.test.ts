import { registerReadCases } from '../reading.kit.ts';
import { erc4626 } from './index.ts';

const asset = '0x5FbDB2315678afecb367f032d93F642f64180aa3';
const other = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';

registerReadCases(erc4626, {
  reads: [
    [`vault for ${asset}, name "Oak", symbol OAK`, { asset, name: 'Oak', symbol: 'OAK', decimalsOffset: 6, fees: null, pause: 'none', access: 'none' }],
    [`erc4626 over ${asset} with a 2% exit fee going to ${other}`, { asset, fees: { depositBasisPoints: 0, withdrawBasisPoints: 200, changeable: false, limitBasisPoints: 200, recipient: other } }],
    [`ERC-4626 vault, asset ${asset}, owner ${other}, pausable`, { owner: other, access: 'ownable', pause: 'all' }],
    [`vault for ${asset} capped at 2.5 million tokens, no fees, not pausable`, { depositCap: { tokens: '2500000', changeable: false }, fees: null, pause: 'none' }],
    [`Build a vault for ${asset}: 30 bps on deposit and withdrawal, owner can adjust the fees up to 1%`, { fees: { depositBasisPoints: 30, withdrawBasisPoints: 30, changeable: true, limitBasisPoints: 100, recipient: '$deployer' }, access: 'ownable' }],
  ],
  refuses: [
    ['An ERC-4626 vault for USDC', /Which token/],
    [`vault over ${asset} with a 20% performance fee`, /profit/],
    [`vault over ${asset} that invests deposits in Aave`, /Strategies/],
    [`vault over ${asset} with a 50% withdrawal fee`, /above 20/],
    [`vault over ${asset} with a lockup of 30 days`, /Lock-ups/],
  ],
  throws: [
    [`vault over ${asset} with a 3% deposit fee, fee never above 1%`, 'REQUEST_CONTRADICTS_ITSELF'],
    ['vault over 0x5FbDB2315678afecb367f032d93F642f64180aA3', 'INPUT_INVALID'],
  ],
});
