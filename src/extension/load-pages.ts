export type Pages = typeof import('./pages');

let loading: Promise<Pages> | undefined;

/** Pages and dialogues, read from disk at the first call. */
export const loadPages = (): Promise<Pages> => (loading ??= import('./pages'));
