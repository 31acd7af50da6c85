import type { Detector } from '../detector.ts';
import { ownNodes } from '../model/project.ts';

/** SCWE-061. */
export const outdatedCompiler: Detector = {
  id: 'outdated-compiler', title: 'Old compiler', category: 'other', severity: 'informational', confidence: 'high',
  description: 'Compilers before 0.8 check no arithmetic and have known defects (Solidity list of known bugs).',
  fix: 'Move to a recent 0.8 compiler.',
  scwe: 'SCWE-061', swc: 'SWC-102',
  *detect({ project }) {
    if (Number(project.solcVersion.split('.')[1]) >= 8) return;
    for (const node of ownNodes(project, 'PragmaDirective')) if ((node.literals as string[] | undefined)?.[0] === 'solidity') yield { node };
  },
};
