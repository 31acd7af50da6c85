import { AppError } from '@hyperlens/protocol';
import type { Application } from './application.ts';
import type { Config } from './settings.ts';

/** Opens every room and wires them. Throws DATA_DIRECTORY_LOCKED when another process holds the home folder. */
export function openApplication(config: Config): Promise<Application> {
  return Promise.reject(new AppError('INTERNAL', { reason: `the rooms are not wired yet (home ${config.home})` }));
}
