import type { Analyzer, Compiler } from '@hyperlens/protocol';
import { makeHyperlensAnalyzer } from './hyperlens.ts';
import { makeSlitherAnalyzer, type SlitherDependencies } from './slither.ts';
import { makeSmtcheckerAnalyzer } from './smtchecker.ts';
import { makeSolcAnalyzer } from './solc.ts';
import { makeSolhintAnalyzer } from './solhint.ts';

export type { SlitherDependencies } from './slither.ts';

/** What the analyzers need from the rooms around them. */
export interface AnalyzerDependencies extends SlitherDependencies { compiler: Pick<Compiler, 'compile'> }

/** Every analyzer. Adding one: a file here and a line below. */
export function makeAnalyzers(dependencies: AnalyzerDependencies): Analyzer[] {
  return [
    makeHyperlensAnalyzer(),
    makeSolcAnalyzer(),
    makeSolhintAnalyzer(),
    makeSmtcheckerAnalyzer(dependencies.compiler),
    makeSlitherAnalyzer(dependencies),
  ];
}
