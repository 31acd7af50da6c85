export { documentOfComparison } from './comparison.ts';
export { documentOf, sectionTitles } from './document.ts';
export { orderFlags, sayClaim, sayName, sayTime, sayValue } from './words.ts';
