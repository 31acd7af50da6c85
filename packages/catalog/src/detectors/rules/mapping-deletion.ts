import type { Detector } from '../detector.ts';
import { child, children, name, text, typeOf, walk } from '../model/ast.ts';
import { ownNodes } from '../model/project.ts';

/** Deleting or copying a struct that holds a mapping leaves the mapping as it was. */
export const mappingDeletion: Detector = {
  id: 'mapping-deletion', title: 'delete leaves a mapping behind', category: 'logic', severity: 'medium', confidence: 'high',
  description: '`delete` of a struct does not clear the mappings inside: what was stored there is back as soon as the struct is used again.',
  fix: 'Clear the entries yourself, or never reuse the key.',
  scwe: 'SCWE-053', owasp: 'SC02:2026',
  *detect({ project }) {
    for (const node of ownNodes(project, 'UnaryOperation')) {
      if (text(node, 'operator') !== 'delete') continue;
      const type = typeOf(child(node, 'subExpression'));
      const struct = /^struct ([\w.]+)/.exec(type)?.[1]?.split('.').at(-1);
      if (!struct) continue;
      for (const definition of ownNodes(project, 'StructDefinition')) {
        const mappings = children(definition, 'members').filter(member => typeOf(member).startsWith('mapping'));
        if (name(definition) !== struct || mappings.length === 0) continue;
        // Entries cleared by hand in the same function.
        const cleared = mappings.every(member => new RegExp(`\\.${name(member)}\\s*\\[`).test(project.source(child(project.functionOf(node), 'body') ?? node)));
        if (!cleared) yield { node };
        break;
      }
    }
    // `delete list[i]` leaves a hole of zeros and the length as it was.
    for (const node of ownNodes(project, 'UnaryOperation')) {
      const inner = child(node, 'subExpression');
      if (text(node, 'operator') !== 'delete' || inner?.nodeType !== 'IndexAccess' || !/\[\] storage/.test(typeOf(child(inner, 'baseExpression')))) continue;
      const body = child(project.functionOf(node), 'body');
      const list = project.source(child(inner, 'baseExpression') ?? inner);
      const moved = [...walk(body)].some(one => (one.nodeType === 'MemberAccess' && project.source(one).startsWith(list) && (text(one, 'memberName') === 'pop' || (text(one, 'memberName') === 'length' && one.lValueRequested === true))));
      if (!moved) yield { node, severity: 'medium', confidence: 'medium', message: `\`delete\` empties an element of \`${list}\` but leaves its place in the list.` };
    }
  },
};
