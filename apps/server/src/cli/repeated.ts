import type { Option } from 'commander';

/** The option takes one value each time it is given, so that it never swallows the argument after it. */
export const repeated = (option: Option): Option => option.argParser((value, before: string[] | undefined) => [...(before ?? []), value]);
