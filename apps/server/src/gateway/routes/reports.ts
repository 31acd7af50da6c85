import type { FastifyInstance, FastifyReply } from 'fastify';
import { AppError, type AuditReport } from '@hyperlens/protocol';
import type { Application } from '../../application.ts';
import type { GatewayContext } from '../context.ts';
import { serve } from '../serve.ts';
import { viewDeployment } from '../views.ts';

/** Answers an audit report in the form that was asked for. */
export function sendReport(reply: FastifyReply, report: AuditReport, format: 'json' | 'sarif' | 'markdown', reports: Application['reports']): AuditReport | FastifyReply {
  // Scripts that want SARIF still need the verdict.
  void reply.header('x-verdict', report.verdict);
  if (format === 'sarif') return reply.type('application/sarif+json').send(JSON.stringify(reports.sarif(report)));
  if (format === 'markdown') return reply.type('text/markdown; charset=utf-8').send(reports.markdown(report));
  return report;
}

/** What a build made: spec, audit, tests, deployment. NOT_FOUND until its step is done. */
export function registerReports(server: FastifyInstance, { application }: GatewayContext): void {
  const { builds, reports } = application;
  const part = <Part>(what: string, id: string, value: Part | null): Part => {
    if (value === null) throw new AppError('NOT_FOUND', { what: `${what} of run`, id });
    return value;
  };

  serve(server, 'builds.spec', async ({ params }) => part('spec', params.id, (await builds.get(params.id)).spec));
  serve(server, 'builds.tests', async ({ params }) => part('test report', params.id, (await builds.get(params.id)).tests));
  serve(server, 'builds.deployment', async ({ params }) => viewDeployment(part('deployment', params.id, (await builds.get(params.id)).deployment)));
  serve(server, 'builds.audit', async ({ params, query }, { reply }) => sendReport(reply, part('audit', params.id, (await builds.get(params.id)).audit), query.format, reports));
  for (const [suffix, format] of [['sarif', 'sarif'], ['md', 'markdown']] as const) {
    server.get<{ Params: { id: string } }>(`/api/v1/builds/:id/audit.${suffix}`, { schema: { hide: true } }, async (request, reply) => sendReport(reply, part('audit', request.params.id, (await builds.get(request.params.id)).audit), format, reports));
  }
}
