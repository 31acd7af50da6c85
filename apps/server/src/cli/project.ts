import path from 'node:path';
import { Option } from 'commander';
import type { Project } from '@hyperlens/catalog/toolchains';
import { repeated } from './repeated.ts';

/** What verbs that read a project have in common. */
export interface ProjectOptions { include?: string[] }
export const includeOption = (): Option => repeated(new Option('--include <folder>', 'imports also resolve from here, after the project; may be repeated'));

/** The project a file or folder belongs to, loaded only by the verbs that read one. Throws FILE_UNREADABLE, NO_CONTRACTS_FOUND, IMPORT_NOT_FOUND. */
export async function readProject(given: string, { include }: ProjectOptions = {}): Promise<Project> {
  const { collectProject } = await import('@hyperlens/catalog/toolchains');
  return collectProject(given, include ? { include } : {});
}

/** A path of the project as an absolute one; paths of shipped packages stay as they are. */
export const absolute = (project: Project, file: string): string => project.places[file] ?? (file in project.sources || file in project.tests ? path.join(project.root, file) : file);
