import { unknownValue, type SubjectKind } from '@hyperlens/protocol';
import { factRule, flagRule, listRule, numberRule, type Rule } from './rule.ts';
import { sourceRules } from './source-rules.ts';
import { supplyRules } from './supply-rules.ts';

const anyContract: readonly SubjectKind[] = ['token', 'contract', 'source'];
const code: readonly SubjectKind[] = ['token', 'source'];

/** Tax as a share of the trade: up to 5 % is ordinary, 10 % costs 8 points, 50 % and more is the whole weight. */
const taxPoints = (most: number) => (tax: number) => (tax <= 0.05 ? 0 : tax >= 0.5 ? most : most * Math.min(1, (tax - 0.05) / 0.45));

/**
 * One account alone can change balances of others. Where all who can are several people or a delay (a multisig, a timelock), it is what
 * regulated issuers do, and only the first rule counts.
 */
const changesBalancesAlone: Rule = {
  id: 'owner_change_balance_alone', group: 'trap', points: 40, title: 'One account alone can do that',
  decide(view) {
    if (!code.includes(view.kind)) return null;
    const [claim, shared] = [view.flag('owner_change_balance'), view.fact('onchain', 'ownership.shared')];
    if (claim?.value === false) return { points: 0, claims: [claim] };
    // Source without a chain: whoever deploys it is one account until it is given to several.
    if (view.kind === 'source' && claim?.value === true) return { points: 40, claims: [claim] };
    if (shared?.value === true) return { points: 0, claims: [shared] };
    const known = [claim, shared].filter((one) => one !== undefined);
    if (claim?.value !== true || shared?.value !== false) return { unknown: 'whether one account can do it alone is not known', claims: known };
    return { points: 40, claims: known };
  },
};

/** Somebody can make tokens while the contract shows neither an owner nor roles, and names nobody who does: whoever trusts that nobody rules it is deceived. */
const hiddenMint: Rule = {
  id: 'hidden_mint', group: 'trap', points: 65, title: 'New tokens can be made although it shows no owner',
  decide(view) {
    if (view.kind !== 'token') return null;
    const claims = [view.flag('is_mintable'), view.flag('owner_address'), view.fact('onchain', 'ownership.roles'), view.fact('onchain', 'ownership.named')];
    const [mintable, owner, roles, named] = claims;
    // One of them that speaks against it is enough, whatever is not known of the others.
    const against = [mintable?.value === false && mintable, typeof owner?.value === 'string' && owner.value.startsWith('0x') && owner, ...[roles, named].map((one) => Array.isArray(one?.value) && one.value.length > 0 && one)].find((claim) => claim !== false && claim !== undefined);
    if (against) return { points: 0, claims: [against] };
    const known = claims.filter((claim) => claim !== undefined);
    if (mintable?.value !== true || owner?.value !== null || [roles, named].some((one) => !one || one.value === unknownValue)) return { unknown: 'whether somebody can, or who rules it, is not known', claims: known };
    return { points: 65, claims: known };
  },
};

/** An address that never did anything is no good address: most often it is looked at on the wrong network. */
const nothingThere: Rule = {
  id: 'nothing_there', group: 'trap', points: 50, title: 'There may be nothing at this address on this network',
  decide(view) {
    if (view.kind !== 'wallet') return null;
    const claim = view.fact('onchain', 'account.kind');
    if (!claim || claim.value === unknownValue) return { unknown: claim ? 'its evidence says why' : 'nobody found anything out about it', claims: claim ? [claim] : [] };
    return claim.value === 'empty' ? { unknown: 'nothing ever happened there: is it the right network?', claims: [claim] } : null;
  },
};

/** How far the tax can be raised: the fact is there only when somebody can, so without it the flag decides. */
const highestTax: Rule = {
  id: 'highest_tax', group: 'power', points: 20, title: 'The tax can be raised far',
  decide(view) {
    if (!code.includes(view.kind)) return null;
    const [claim, flag] = [view.fact('onchain', 'trade.highestTax'), view.flag('slippage_modifiable')];
    if (claim && typeof claim.value === 'number') return { points: 20 * Math.min(1, Math.max(0, (claim.value - 0.1) / 0.4)), claims: [claim] };
    if (flag?.value === false) return { points: 0, claims: [flag] };
    return { unknown: 'how far it can be raised was not measured', claims: flag ? [flag] : [] };
  },
};

/** It carries the symbol of a well-known token. Where no such tokens are listed, as on test chains, there is nothing to imitate and the rule does not apply. */
const imitates: Rule = {
  id: 'imitates', group: 'trap', points: 40, title: 'It carries the symbol of a well-known token at another address',
  decide(view) {
    const claim = view.fact('onchain', 'token.imitates');
    if (view.kind !== 'token' || claim?.value === null) return null;
    if (!claim || claim.value === unknownValue) return { unknown: claim ? 'its evidence says why' : 'nobody found anything out about it', claims: claim ? [claim] : [] };
    return { points: claim.value === false ? 0 : 40, claims: [claim] };
  },
};

/** A market source lists another token of its name and symbol on the same chain. */
const namesake: Rule = {
  id: 'namesake', group: 'people', points: 8, title: 'Another token of its name and symbol is the listed one',
  decide(view) {
    const claim = view.fact('tokenomics', 'token.namesake');
    if (view.kind !== 'token') return null;
    if (!claim || claim.value === unknownValue) return { unknown: claim ? 'its evidence says why' : 'nobody found anything out about it', claims: claim ? [claim] : [] };
    return { points: claim.value === null ? 0 : 8, claims: [claim] };
  },
};

/**
 * Every reason for risk points and its weight. A trap takes what people hold; a power could be used against them and is ordinary with known
 * issuers; a cost is what trading takes. docs/research.md shows this table.
 */
export const rules: readonly Rule[] = [
  flagRule('is_honeypot', 'trap', 100, 'It can be bought and not sold'),
  flagRule('cannot_buy', 'trap', 45, 'It cannot be bought'),
  flagRule('cannot_sell_all', 'trap', 25, 'A whole balance cannot be sold'),
  flagRule('owner_change_balance', 'trap', 30, 'Somebody can change balances of others', { kinds: code }),
  changesBalancesAlone,
  flagRule('hidden_owner', 'trap', 70, 'Somebody who is not the shown owner has its powers', { kinds: anyContract }),
  flagRule('can_take_back_ownership', 'trap', 65, 'Ownership that was given up can be taken back', { kinds: anyContract }),
  flagRule('selfdestruct', 'trap', 65, 'The contract can be destroyed', { kinds: anyContract }),
  flagRule('honeypot_with_same_creator', 'trap', 65, 'Its creator made honeypots before'),
  flagRule('is_airdrop_scam', 'trap', 65, 'It was sent to strangers to lure them'),
  flagRule('gas_abuse', 'trap', 30, 'It makes its users pay for gas of others'),
  factRule('liquidity_pulled', 'trap', 70, 'Most of its liquidity was taken out', 'onchain', 'liquidity.pulled'),
  hiddenMint,
  listRule('open_powers', 'trap', 70, 'Anybody can do to holders what only an owner should', 'onchain', 'trade.openPowers', ['token']),

  flagRule('is_mintable', 'power', 10, 'New tokens can be made', { kinds: code }),
  flagRule('transfer_pausable', 'power', 8, 'Transfers can be stopped', { kinds: code }),
  flagRule('is_blacklisted', 'power', 8, 'Single addresses can be locked out', { kinds: code }),
  flagRule('slippage_modifiable', 'power', 15, 'The tax can be changed', { kinds: code }),
  highestTax,
  flagRule('personal_slippage_modifiable', 'power', 25, 'The tax of a single address can be changed', { kinds: code }),
  flagRule('is_proxy', 'power', 8, 'The code can be replaced', { kinds: anyContract }),
  flagRule('external_call', 'power', 6, 'Transfers ask another contract', { kinds: code }),
  flagRule('anti_whale_modifiable', 'power', 5, 'The limits per transfer or wallet can be changed', { kinds: code }),

  numberRule('sell_tax', 'cost', 40, 'Selling is taxed', (view) => view.flag('sell_tax'), taxPoints(40)),
  numberRule('buy_tax', 'cost', 30, 'Buying is taxed', (view) => view.flag('buy_tax'), taxPoints(30)),
  numberRule('transfer_tax', 'cost', 20, 'Moving it is taxed', (view) => view.flag('transfer_tax'), taxPoints(20)),
  flagRule('trading_cooldown', 'cost', 5, 'There is a wait between trades'),

  numberRule('top10_share', 'market', 22, 'Ten wallets hold most of it', (view) => view.fact('onchain', 'holders.top10Share'), (share) => (share - 0.5) * 44),
  factRule('liquidity_unlocked', 'market', 20, 'Most liquidity can be taken out by one wallet at any time', 'onchain', 'liquidity.unlocked'),
  flagRule('is_in_dex', 'market', 6, 'There is no pool to trade it in', { wanted: false }),
  flagRule('is_open_source', 'code', 5, 'Its source is not known', { wanted: false, kinds: ['token', 'contract'] }),
  factRule('audit_failed', 'code', 10, 'The audit of its source found serious weaknesses', 'audit', 'audit.verdict', { wanted: 'fail', kinds: ['token', 'contract', 'source'] }),
  nothingThere,
  ...sourceRules,
  ...supplyRules,
  listRule('dangerous_approvals', 'trap', 40, 'It has open approvals that let others take its tokens', 'onchain', 'wallet.dangerousApprovals', ['wallet']),

  imitates,
  namesake,
  numberRule('team_credibility', 'people', 6, 'Little speaks for the people behind it', (view) => view.fact('team', 'credibility'), (score) => (1 - score / 100) * 6, ['token', 'project']),
  numberRule('sentiment', 'people', 4, 'People write badly of it', (view) => view.fact('sentiment', 'score.settled'), (score) => -score * 4, ['token', 'project']),
];
