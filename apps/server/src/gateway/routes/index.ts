import type { FastifyInstance } from 'fastify';
import { isServiceRole } from '../../services/remote.ts';
import type { GatewayContext } from '../context.ts';
import type { Guard } from '../guard.ts';
import { registerAnalyses } from './analyses.ts';
import { registerAnalyzers } from './analyzers.ts';
import { registerAudits } from './audits.ts';
import { registerBuilds } from './builds.ts';
import { registerContracts } from './contracts.ts';
import { registerDeployments } from './deployments.ts';
import { registerEvents } from './events.ts';
import { registerNetworks } from './networks.ts';
import { registerPage } from './page.ts';
import { registerReports } from './reports.ts';
import { registerResearch, registerWatches } from './research.ts';
import { registerRuns } from './runs.ts';
import { registerServer } from './server.ts';
import { registerSpecs } from './specs.ts';
import { registerTemplates } from './templates.ts';
import { registerTests } from './tests.ts';
import { registerVerifications } from './verifications.ts';

type Register = (server: FastifyInstance, context: GatewayContext) => void;
/** What every process answers, whatever its role. */
const shared: readonly Register[] = [registerServer, registerAnalyses];
/** Every other noun of the API, one line each. */
const nouns: readonly Register[] = [
  registerBuilds, registerReports, registerRuns, registerSpecs, registerContracts, registerAudits, registerTests, registerDeployments, registerVerifications,
  registerTemplates, registerNetworks, registerAnalyzers, registerEvents, registerWatches, registerResearch,
];

/** A process that only runs analysis services serves those and says how it is; the rest of the API, and the page, are the gateway's. */
export function registerRoutes(server: FastifyInstance, context: GatewayContext, guard: Guard): void {
  const whole = context.config.roles.some((role) => !isServiceRole(role));
  if (whole) registerPage(server, guard);
  for (const register of whole ? [...nouns, ...shared] : shared) register(server, context);
}
