import type { FastifyInstance } from 'fastify';
import { AppError, type HealthReport } from '@hyperlens/protocol';
import type { GatewayContext } from '../context.ts';
import { serve } from '../serve.ts';

const deadlineMilliseconds = 5_000;

/** A health report in time: a check that hangs is unavailable. */
async function inTime(health: () => Promise<HealthReport>): Promise<HealthReport> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<HealthReport>((resolve) => {
    timer = setTimeout(() => resolve({ status: 'unavailable', checks: [{ name: 'health', status: 'unavailable', reason: `no answer within ${deadlineMilliseconds / 1_000} s` }] }), deadlineMilliseconds);
  });
  try {
    return await Promise.race([health(), late]);
  } catch (error) {
    return { status: 'unavailable', checks: [{ name: 'health', status: 'unavailable', reason: AppError.from(error).message }] };
  } finally {
    clearTimeout(timer);
  }
}

/** Liveness, readiness and metrics. Open: they are for supervisors, and tell nothing about anyone's work. */
export function registerHealth(server: FastifyInstance, { application }: GatewayContext): void {
  serve(server, 'health.live', () => ({ status: 'ok' }));
  serve(server, 'health.ready', async (_input, { reply }) => {
    const report = await inTime(() => application.health());
    return reply.code(report.status === 'unavailable' ? 503 : 200).send(report);
  });
  server.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
    if (!application.telemetry) throw new AppError('NOT_FOUND', { what: 'page', id: '/metrics' });
    return reply.type(application.telemetry.registry.contentType).send(await application.telemetry.registry.metrics());
  });
}
