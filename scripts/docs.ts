// Writes the pages of docs/ that are made from the source: docs/errors.md.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { errorTable, type ErrorEntry } from '../packages/protocol/src/errors.ts';

const rows = Object.entries<ErrorEntry>(errorTable).map(([code, entry]) => `| \`${code}\` | ${entry.status} | ${entry.exit} | ${entry.message} | ${entry.remedy} |`.replaceAll('{', '\\{').replaceAll('}', '\\}'));
const page = `# Errors

Made by \`scripts/node scripts/docs.ts\` from packages/protocol/src/errors.ts. Over HTTP an error is a problem document (RFC 9457) with its
\`code\`, what to do as \`remedy\`, and the request id as \`instance\`. On the command line it is one line, and the exit code.

| code | HTTP | exit | what it says | what to do |
|---|---|---|---|---|
${rows.join('\n')}
`;
writeFileSync(path.resolve(import.meta.dirname, '../docs/errors.md'), page);
