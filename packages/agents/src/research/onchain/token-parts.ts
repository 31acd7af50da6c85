import { examineFlows } from './flows/index.ts';
import { examineHolders } from './holders/index.ts';
import { examineLiquidity } from './liquidity/index.ts';
import type { Parts } from './parts.ts';
import { examineTrade } from './trade/index.ts';
import { examineTransfers } from './transfers/index.ts';

/** The parts that look at a token, as the product runs them. */
export const tokenParts: Parts = {
  transfers: (input, index) => examineTransfers({ ...input, index }),
  liquidity: (input, known) => examineLiquidity({ ...input, known: known(input.reader.network.chainId) }),
  holders: (input, known) => examineHolders({ ...input, known: known(input.reader.network.chainId) }),
  flows: (input, known) => examineFlows({ ...input, known: known(input.reader.network.chainId) }),
  trade: (input) => examineTrade(input),
};
