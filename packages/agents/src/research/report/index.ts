export { documentOfComparison } from './comparison.ts';
export { documentOf, sectionTitles } from './document.ts';
export { sayName, sayValue } from './words.ts';
