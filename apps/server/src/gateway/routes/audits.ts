import type { FastifyInstance } from 'fastify';
import { AppError } from '@hyperlens/protocol';
import type { GatewayContext } from '../context.ts';
import { serve } from '../serve.ts';
import { definedOnly } from './input.ts';
import { sendReport } from './reports.ts';

/** Audits of sources that are sent along. The policy is the server's; `failOn` can only make it stricter, which the audit itself sees to. */
export function registerAudits(server: FastifyInstance, { application }: GatewayContext): void {
  serve(server, 'audits.create', async ({ body, query }, { reply, signal }) => {
    const { failOn, ...input } = body;
    const missing = input.ownFiles?.find((file) => !Object.hasOwn(input.sources, file));
    if (missing !== undefined) throw new AppError('INPUT_INVALID', { where: 'body.ownFiles', problem: `${missing.slice(0, 200)} is not one of the sources` });
    const report = await application.audit.audit({ ...definedOnly(input), ...(failOn ? { policy: { failOn } } : {}) }, { signal });
    return sendReport(reply, report, query.format, application.reports);
  });
}
