import { act, type Verb } from './verb.ts';

/** `hyperlens services`: who does what. */
export const verb: Verb = (command, exit) => {
  act(command, exit, async ({ output, connect }) => {
    const { items } = await (await connect()).call('services.list');
    output.document({ services: items });
    output.table(['id', 'version', 'health', 'capabilities', 'title'], items.map(({ id, version, health, reason, capabilities, title }) => [id, version, reason ? `${health}: ${reason}` : health, capabilities.join(', '), title]), 'No service has announced itself.');
    return 0;
  });
};
