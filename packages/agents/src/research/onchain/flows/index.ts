export { examineFlows, type FlowsInput } from './flows.ts';
