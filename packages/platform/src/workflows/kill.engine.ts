import { killKit } from './kill.kit.ts';

killKit('PostgreSQL', { open: async () => ({ url: process.env['WF_URL'] ?? '', close: async () => {} }) });
