export { contentId, makeContentStore } from './content.ts';
export { makeWorkspace } from './workspace.ts';
