import { Argument, type Command } from 'commander';
import { AppError } from '@hyperlens/protocol';
import { act, type Verb } from './verb.ts';

interface Node { words: string[]; options: string[] }

/** Every command path ("runs show") with the words and options that can follow it. */
function paths(program: Command): Map<string, Node> {
  const found = new Map<string, Node>();
  const visit = (command: Command, path: string[]): void => {
    const options = [...new Set([...command.options, ...program.options].map(({ long }) => long).filter((long) => long !== null && long !== undefined))];
    found.set(path.join(' '), { words: command.commands.map((child) => child.name()), options: [...options, '--help'] });
    for (const child of command.commands) visit(child, [...path, child.name()]);
  };
  visit(program, []);
  return found;
}

function posix(program: Command): string {
  const cases = [...paths(program)].map(([path, { words, options }]) => `    "${path}") candidates="${[...words, ...options].join(' ')}" ;;`);
  return `_hyperlens() {
  local current="\${COMP_WORDS[COMP_CWORD]}" path="" candidates="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) ;; *) path="\${path:+$path }$word" ;; esac
  done
  case "$path" in
${cases.join('\n')}
    *) COMPREPLY=($(compgen -f -- "$current")); return ;;
  esac
  COMPREPLY=($(compgen -W "$candidates" -- "$current"))
}
complete -o default -F _hyperlens hyperlens
`;
}

function fish(program: Command): string {
  const lines = [...paths(program)].flatMap(([path, { words, options }]) => {
    const at = path === '' ? '__fish_use_subcommand' : path.split(' ').map((word) => `__fish_seen_subcommand_from ${word}`).join('; and ');
    return [...words.map((word) => `complete -c hyperlens -f -n '${at}' -a ${word}`), ...options.map((option) => `complete -c hyperlens -n '${at}' -l ${option.slice(2)}`)];
  });
  return `${lines.join('\n')}\n`;
}

/** `hyperlens completion`: a script to load into the shell. */
export const verb: Verb = (command, exit) => {
  command.addArgument(new Argument('<shell>', 'your shell').choices(['bash', 'zsh', 'fish']));
  act(command, exit, async ({ output }, [shell = '']) => {
    const { makeProgram } = await import('./program.ts');
    const program = await makeProgram(undefined, () => undefined, true);
    const scripts: Record<string, () => string> = { bash: () => posix(program), zsh: () => `autoload -U +X bashcompinit && bashcompinit\n${posix(program)}`, fish: () => fish(program) };
    const script = scripts[shell];
    if (!script) throw new AppError('USAGE_INVALID', { problem: `There is no completion for ${shell}.` });
    output.document({ shell, script: script() });
    output.line(script().trimEnd());
    return 0;
  });
};
