export { findCreation, nonceOf, type Creation } from './creation.ts';
export { findSiblings, mostNonces, type Sibling } from './siblings.ts';
