import type { Detector } from '../detector.ts';
import { name } from '../model/ast.ts';
import { isView, functionKind } from '../model/project.ts';
import { callerAt } from '../model/guard.ts';

/** SCWE-100 of the old list: before 0.5 a function without visibility is public. */
export const defaultVisibility: Detector = {
  id: 'default-visibility', title: 'Public because nothing else was said', category: 'access-control', severity: 'medium', confidence: 'medium',
  description: 'A function that changes state or sends ether has no visibility, so before Solidity 0.5 it is public, perhaps by oversight.',
  fix: 'Write `public`, `external`, `internal` or `private`.',
  scwe: 'SCWE-068', owasp: 'SC01:2026', swc: 'SWC-100',
  *detect(unit) {
    const { project } = unit;
    if (!project.solcVersion.startsWith('0.4.')) return;
    for (const contract of unit.targets) {
      for (const flow of unit.entries(contract)) {
        const { entry } = flow;
        if (!project.isOwn(entry) || functionKind(entry) !== 'function' || isView(entry) || contract.kind === 'library') continue;
        const head = project.source(entry).slice(0, Math.max(0, project.source(entry).indexOf('{')));
        if (/\b(public|external|internal|private)\b/.test(head)) continue;
        const acts = flow.steps.find(step => step.kind === 'call' && ['send', 'transfer', 'bare', 'selfdestruct', 'delegate'].includes(step.call.kind) && !callerAt(project, flow, step));
        // A leading underscore or a helper's name says that it was meant to be internal.
        if (acts && /^_|^init/i.test(name(entry))) yield { node: entry, message: `\`${name(entry)}\` is public.` };
      }
    }
  },
};
