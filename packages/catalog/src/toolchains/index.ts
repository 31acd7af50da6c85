export { makeCompiler, type CompilerOptions, type WarmCompiler } from './compiler/compiler.ts';
export { bundledVersions, defaultVersion } from './compiler/versions.ts';
export { collectProject, type Project, type ProjectLimits, type ProjectOptions } from './project/project.ts';
export { makeTestRunner, type TestRunnerOptions, type WarmTestRunner } from './testing/runner.ts';
