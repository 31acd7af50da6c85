import type { ContractBuilder } from './contract.ts';

/** How privileged functions are guarded. */
export type AccessKind = 'none' | 'ownable' | 'ownable2step' | 'roles';

/** Guard of one contract: `only('MINTER')` gives the modifier, declaring the role when roles are used. */
export interface AccessGuard { only(role: string, notice: string): string }

/**
 * Adds the access base. The first constructor parameter becomes `initialOwner` (Ownable) or `defaultAdmin` (AccessControl, who gets
 * every role at deployment). With `none` nothing is added and `only` throws, because a kind asked for a guard nobody holds.
 */
export function addAccess(contract: ContractBuilder, kind: AccessKind): AccessGuard {
  if (kind === 'none') return { only: (role) => { throw new Error(`no access control for ${role}`); } };
  if (kind === 'roles') {
    contract.inherit('AccessControl');
    contract.parameter({ type: 'address', name: 'defaultAdmin', doc: 'Account that gets every role and may grant and revoke them.' });
    contract.construct('_grantRole(DEFAULT_ADMIN_ROLE, defaultAdmin);');
    const declared = new Set<string>();
    return {
      only(role, notice) {
        if (!declared.has(role)) {
          declared.add(role);
          contract.constant(`bytes32 public constant ${role}_ROLE = keccak256("${role}_ROLE")`, notice);
          contract.construct(`_grantRole(${role}_ROLE, defaultAdmin);`);
        }
        return `onlyRole(${role}_ROLE)`;
      },
    };
  }
  contract.parameter({ type: 'address', name: 'initialOwner', doc: 'Account that owns the contract.' });
  contract.inherit(kind === 'ownable2step' ? 'Ownable2Step' : 'Ownable', ['initialOwner']);
  return { only: () => 'onlyOwner' };
}
