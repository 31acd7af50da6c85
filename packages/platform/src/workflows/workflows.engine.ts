import { workflowsKit } from './workflows.kit.ts';

workflowsKit('PostgreSQL', { open: async () => ({ url: process.env['WF_URL'] ?? '', close: async () => {} }) });
