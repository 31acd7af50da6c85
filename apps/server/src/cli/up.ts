import { Option } from 'commander';
import { act, type Verb } from './verb.ts';

/** `hyperlens up`: the server and its page, until a signal. */
export const verb: Verb = (command, exit) => {
  command
    .addOption(new Option('--role <role...>', 'what this process does (all); analysis services run apart with PostgreSQL').choices(['all', 'gateway', 'worker', 'onchain', 'sentiment', 'tokenomics', 'team']))
    .addOption(new Option('--port <number>', 'port to listen on (8000, or the next free one; 3001 to 3004 for services; 0 takes any)'))
    .addOption(new Option('--host <address>', 'loopback address to listen on (127.0.0.1)'));
  act(command, exit, async (session) => {
    const { runServer } = await import('../server.ts');
    const { loaded, output, signal } = session;
    return runServer(loaded, {
      signal,
      started: ({ url, address, pid, version, already }) => {
        output.document({ url, pid, version, home: loaded.config.home, already });
        output.line(already ? `HyperLens runs already at ${output.style('bold', address)} (process ${pid})` : `HyperLens ${version} is at ${output.style('bold', address)}`);
        if (!already) output.note(`data in ${loaded.config.home}; API reference at ${url}/reference; stop with Ctrl-C`);
      },
    });
  });
};
