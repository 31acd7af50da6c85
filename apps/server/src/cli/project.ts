import path from 'node:path';
import type { Project } from '@hyperlens/catalog/toolchains';

/** The project a file or folder belongs to, loaded only by the verbs that read one. Throws FILE_UNREADABLE, NO_CONTRACTS_FOUND, IMPORT_NOT_FOUND. */
export async function readProject(given: string): Promise<Project> {
  const { collectProject } = await import('@hyperlens/catalog/toolchains');
  return collectProject(given);
}

/** A path of the project as an absolute one; paths of shipped packages stay as they are. */
export const absolute = (project: Project, file: string): string => (file in project.sources || file in project.tests ? path.join(project.root, file) : file);
