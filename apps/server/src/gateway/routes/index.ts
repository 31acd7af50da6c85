import type { FastifyInstance } from 'fastify';
import type { GatewayContext } from '../context.ts';
import { registerAnalyzers } from './analyzers.ts';
import { registerAudits } from './audits.ts';
import { registerBuilds } from './builds.ts';
import { registerContracts } from './contracts.ts';
import { registerDeployments } from './deployments.ts';
import { registerEvents } from './events.ts';
import { registerNetworks } from './networks.ts';
import { registerReports } from './reports.ts';
import { registerRuns } from './runs.ts';
import { registerServer } from './server.ts';
import { registerSpecs } from './specs.ts';
import { registerTemplates } from './templates.ts';
import { registerTests } from './tests.ts';
import { registerVerifications } from './verifications.ts';

/** Every noun of the API, one line each. */
const nouns = [
  registerBuilds, registerReports, registerRuns, registerSpecs, registerContracts, registerAudits, registerTests, registerDeployments, registerVerifications,
  registerTemplates, registerNetworks, registerAnalyzers, registerEvents, registerServer,
];

export function registerRoutes(server: FastifyInstance, context: GatewayContext): void {
  for (const register of nouns) register(server, context);
}
