import type { FastifyInstance } from 'fastify';
import { AppError, routePath } from '@hyperlens/protocol';
import type { GatewayContext } from '../context.ts';
import { prepareDeployment } from '../deploying.ts';
import { serve } from '../serve.ts';
import { viewDeployment } from '../views.ts';
import { definedOnly } from './input.ts';

/** What is on chain, and deployments of a person's own sources. */
export function registerDeployments(server: FastifyInstance, { application, config }: GatewayContext): void {
  const { deployments, deployment } = application;
  serve(server, 'deployments.list', async ({ query }) => ({ items: (await deployments.list(definedOnly(query))).map(viewDeployment) }));
  serve(server, 'deployments.get', async ({ params }) => {
    const found = await deployments.find(params.id);
    if (!found) throw new AppError('NOT_FOUND', { what: 'deployment', id: params.id });
    return viewDeployment(found);
  });
  serve(server, 'deployments.plan', async ({ body }, { signal }) => {
    const input = await prepareDeployment(application, body, { network: config.defaultNetwork, intentKey: 'plan', audited: false }, { signal });
    return deployment.plan(input, { signal });
  });
  serve(server, 'deployments.create', async ({ body, headers }, { reply }) => {
    const key = headers['idempotency-key'];
    const input = await prepareDeployment(application, body, { network: config.defaultNetwork, intentKey: `request/${key}`, audited: true }, {});
    const plan = await deployment.plan(input);
    const before = await deployments.findByIntent(input.intentKey);
    if (before?.plan && (before.plan.initCodeHash !== plan.initCodeHash || before.network !== plan.network)) throw new AppError('IDEMPOTENCY_CONFLICT', { key });
    if (plan.needsApproval && !body.approve) throw new AppError('APPROVAL_MISSING', { network: plan.network, id: 'none' });
    // From here on it runs to its end even when the client goes away: the journal knows the intent, and the same key finds it.
    const done = await deployment.deploy({ ...input, plan });
    void reply.header('location', routePath('deployments.get', { id: done.id }));
    return viewDeployment(done);
  });
}
