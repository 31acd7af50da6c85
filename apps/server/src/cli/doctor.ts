import { statusWord, printable } from './output.ts';
import { act, type Verb } from './verb.ts';

/** One thing that was looked at. `problem`: something does not work; `warning`: something optional is missing. */
export interface Check { name: string; status: 'ok' | 'warning' | 'problem'; detail: string; fix?: string }

/** `hyperlens doctor`: what is missing and how to fix it. Exit 0 when nothing is broken. */
export const verb: Verb = (command, exit) => {
  act(command, exit, async (session) => {
    const { output } = session;
    const { checkMachine } = await import('./doctor-machine.ts');
    const { checkProduct } = await import('./doctor-product.ts');
    const checks: Check[] = [];
    const add = (found: Check[]): void => {
      for (const check of found) {
        checks.push(check);
        output.line(`${statusWord(output, check.status).padEnd(output.style('red', '').length + 8)} ${check.name.padEnd(12)} ${printable(check.detail)}`);
        if (check.fix && check.status !== 'ok') output.line(`         ${' '.repeat(12)} fix: ${printable(check.fix)}`);
      }
    };
    add(await checkMachine(session.loaded));
    add(await checkProduct(session));
    const broken = checks.filter(({ status }) => status === 'problem').length;
    output.document({ status: broken > 0 ? 'problem' : 'ok', checks });
    output.line(broken > 0 ? `${broken} thing(s) to fix.` : 'Everything that is needed works.');
    return broken > 0 ? 1 : 0;
  });
};
