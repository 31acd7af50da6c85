export { combineFlags } from './combine.ts';
export { judge, levelFrom } from './judge.ts';
export { groupLimits, type Rule, type View } from './rule.ts';
export { viewOf } from './view.ts';
export { rules } from './rules.ts';
