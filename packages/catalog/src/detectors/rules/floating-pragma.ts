import type { Detector } from '../detector.ts';
import { ownNodes } from '../model/project.ts';

/** SCWE-060. */
export const floatingPragma: Detector = {
  id: 'floating-pragma', title: 'Compiler version is left open', category: 'other', severity: 'informational', confidence: 'high',
  description: 'The pragma admits several compiler versions, so the code that was tested may not be the code that is deployed.',
  fix: 'Name one exact version for contracts you deploy; libraries may stay open.',
  scwe: 'SCWE-060', swc: 'SWC-103',
  *detect({ project }) {
    for (const node of ownNodes(project, 'PragmaDirective')) {
      const words = (node.literals as string[] | undefined) ?? [];
      if (words[0] === 'solidity' && /[\^><~*]/.test(words.slice(1).join(''))) yield { node };
    }
  },
};
