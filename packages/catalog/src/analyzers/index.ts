import { AppError, type Analyzer, type Compiler, type WorkContext } from '@hyperlens/protocol';
import { makeHyperlensAnalyzer } from './hyperlens.ts';
import { makeSlitherAnalyzer, type SlitherDependencies } from './slither.ts';
import { makeSmtcheckerAnalyzer } from './smtchecker.ts';
import { makeSolcAnalyzer } from './solc.ts';
import { makeSolhintAnalyzer } from './solhint.ts';

export type { SlitherDependencies } from './slither.ts';

/** What the analyzers need from the rooms around them. */
export interface AnalyzerDependencies extends SlitherDependencies { compiler: Pick<Compiler, 'compile'> }

/** All analyzers, in the order of whose words count first in a merged finding, and the way to install one. */
export interface Analyzers {
  list: readonly Analyzer[];
  /** Throws ANALYZER_UNKNOWN, and ANALYZER_INSTALL_FAILED also for those that cannot be installed by us. */
  install(id: string, context?: WorkContext): Promise<{ path: string; version: string }>;
}

/** Every analyzer. Adding one: a file here and a line below. */
export function makeAnalyzers(dependencies: AnalyzerDependencies): Analyzers {
  const list: Analyzer[] = [
    makeHyperlensAnalyzer(),
    makeSolcAnalyzer(),
    makeSolhintAnalyzer(),
    makeSmtcheckerAnalyzer(dependencies.compiler),
    makeSlitherAnalyzer(dependencies),
  ];
  return {
    list,
    async install(id, context = {}) {
      const analyzer = list.find(one => one.id === id);
      if (!analyzer) throw new AppError('ANALYZER_UNKNOWN', { id });
      if (!analyzer.install) throw new AppError('ANALYZER_INSTALL_FAILED', { id, reason: 'it is part of the product' });
      return analyzer.install(context);
    },
  };
}
