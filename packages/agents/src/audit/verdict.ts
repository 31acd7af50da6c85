import type { AuditPolicy, Finding, ToolRun, Verdict } from '@hyperlens/protocol';
import { atLeast } from './policy.ts';

/** What a verdict is made from. */
export interface Evidence { policy: AuditPolicy; findings: Finding[]; tools: ToolRun[]; problems: string[] }

/**
 * Fail when an open finding reaches the policy's severity; else inconclusive when anything that had to be checked was not (a required tool
 * that did not complete, sources that do not compile, no tool at all); else pass. Never pass by default.
 */
export function judge({ policy, findings, tools, problems }: Evidence): { verdict: Verdict; reasons: string[] } {
  const severe = findings.filter(finding => finding.status === 'open' && atLeast(finding.severity, policy.failOn));
  const missing = tools.filter(tool => tool.required && !settled(tool, policy)).map(tool => `${tool.id} did not complete (${tool.status}${tool.reason ? `: ${tool.reason}` : ''}).`);
  const absent = policy.requiredTools.filter(id => !tools.some(tool => tool.id === id)).map(id => `${id} is required by policy and not known here.`);
  const unchecked = tools.some(tool => tool.status === 'completed') ? [] : ['No tool completed, so nothing was checked.'];
  const open = [...problems, ...missing, ...absent, ...unchecked];
  if (severe.length > 0) {
    const words = `${severe.length} open ${severe.length === 1 ? 'finding is' : 'findings are'} of severity ${policy.failOn} or worse.`;
    return { verdict: 'fail', reasons: [words, ...open] };
  }
  if (open.length > 0) return { verdict: 'inconclusive', reasons: open };
  return { verdict: 'pass', reasons: [`No open finding is of severity ${policy.failOn} or worse, and every required tool completed.`] };
}

/** A built-in tool may have nothing to say about an input; one that policy names must have completed. */
const settled = (tool: ToolRun, policy: AuditPolicy): boolean => tool.status === 'completed' || (tool.status === 'not_applicable' && !policy.requiredTools.includes(tool.id));
