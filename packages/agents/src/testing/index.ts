export { makeTesting, type TestingDependencies } from './testing.ts';
export { writeConformance, type Conformance } from './conformance.ts';
