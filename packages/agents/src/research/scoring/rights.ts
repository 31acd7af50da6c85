/** Flags that say what somebody may do to holders: they mean nothing when nobody holds the right any more. */
export const rights: readonly string[] = ['is_mintable', 'transfer_pausable', 'is_blacklisted', 'is_whitelisted', 'slippage_modifiable', 'personal_slippage_modifiable', 'anti_whale_modifiable', 'owner_change_balance'];

export const isRight = (flag: string): boolean => rights.includes(flag);
