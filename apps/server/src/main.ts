import { runProgram } from './cli/program.ts';

// The only line that runs by itself: everything else is loaded by the verb that needs it.
process.exitCode = await runProgram(process.argv.slice(2));
