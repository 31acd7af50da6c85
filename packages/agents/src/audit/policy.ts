import { auditPolicy, severityOrder, type AuditPolicy, type Severity } from '@hyperlens/protocol';

/** True when `one` is as severe as `other` or more. */
export const atLeast = (one: Severity, other: Severity): boolean => severityOrder.indexOf(one) <= severityOrder.indexOf(other);
export const worse = (one: Severity, other: Severity): Severity => (atLeast(one, other) ? one : other);

/**
 * The policy of a request: the configured one, made stricter where the request asks for it. A request can lower the severity that fails,
 * name more required tools, and give tools less time and memory; whatever would loosen the policy is ignored.
 */
export function tightenPolicy(base: AuditPolicy, request: Partial<AuditPolicy> = {}): AuditPolicy {
  // What the request leaves out is taken from the base, never from the defaults of the schema.
  const given = Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined));
  const asked = auditPolicy.parse({ ...base, ...given });
  return {
    failOn: atLeast(asked.failOn, base.failOn) ? base.failOn : asked.failOn,
    requiredTools: [...new Set([...base.requiredTools, ...asked.requiredTools])],
    toolTimeoutMilliseconds: Math.min(base.toolTimeoutMilliseconds, asked.toolTimeoutMilliseconds),
    toolMemoryMegabytes: Math.min(base.toolMemoryMegabytes, asked.toolMemoryMegabytes),
  };
}
