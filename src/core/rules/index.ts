import type { Rule } from './rule';

/** Every rule, in alphabetical order of their ids. */
export const rules: readonly Rule[] = [];
