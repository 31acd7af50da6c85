import type { FastifyInstance } from 'fastify';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { auditReport, buildResult, comparison, deploymentView, event, evidence, finding, json, network, problem, researchResult, researchSummary, researchTask, researchView, runSummary, sectionReport, serviceAnswer, watchChange, watchView, runView, service, spec, template, testReport, verification } from '@hyperlens/protocol';
import { z } from 'zod';

/** Shapes that the document names once and refers to. JSON has to be one of them: it contains itself. */
const schemaRegistry = z.registry<{ id: string }>();
const components = {
  Json: json, Problem: problem, Run: runView, RunSummary: runSummary, BuildResult: buildResult, Spec: spec, AuditReport: auditReport, Finding: finding, TestReport: testReport,
  Deployment: deploymentView, Verification: verification, Network: network, Template: template, Service: service, Event: event,
  Research: researchView, ResearchSummary: researchSummary, ResearchResult: researchResult, ResearchTask: researchTask, Evidence: evidence, SectionReport: sectionReport, ServiceAnswer: serviceAnswer, Comparison: comparison,
  Watch: watchView, WatchChange: watchChange,
};
for (const [id, schema] of Object.entries(components)) schemaRegistry.add(schema, { id });

const tags: [string, string][] = [
  ['builds', 'From a request to a deployed contract.'], ['runs', 'Everything that runs.'], ['specs', 'What a request means.'], ['contracts', 'What was written.'],
  ['audits', 'Weaknesses in sources.'], ['tests', 'Solidity tests.'], ['deployments', 'What is on chain.'], ['templates', 'The library contracts are written from.'],
  ['research', 'What can be known of a token, contract, wallet, project or team, with evidence.'], ['analysis services', 'One service alone.'],
  ['networks', 'Chains.'], ['analyzers', 'Audit tools.'], ['services', 'Who does what.'], ['events', 'What happened, in order.'], ['server', 'This server.'],
];

/** The OpenAPI 3.1 document at /openapi.json, made from the route table, and a reference to browse at /reference. Neither makes an outside request. */
export async function registerReference(server: FastifyInstance, version: string): Promise<void> {
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'HyperLens', version, description: 'Say what contract you want and get it written, audited, tested and deployed with proof. Ask about a token and get an answer in which every claim shows its evidence.', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
      servers: [{ url: '/' }],
      tags: tags.map(([name, description]) => ({ name, description })),
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'The token in server.json of the home folder. Programs of the same user on the same machine need none on Linux.' } } },
      security: [{ token: [] }],
    },
    transform: createJsonSchemaTransform({ schemaRegistry }),
    transformObject: createJsonSchemaTransformObject({ schemaRegistry }),
  });
  await server.register(swaggerUi, {
    routePrefix: '/reference',
    uiConfig: { docExpansion: 'list', deepLinking: true, validatorUrl: null, tryItOutEnabled: true },
    theme: { title: 'HyperLens API', css: [{ filename: 'theme.css', content: '.swagger-ui .topbar { display: none }' }] },
    // The viewer sets style attributes and carries its icons as data: everything else stays with this server.
    staticCSP: "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  });
  server.get('/openapi.json', { schema: { hide: true } }, (_request, reply) => reply.type('application/json').send(JSON.stringify(server.swagger())));
}
