export type Engine = typeof import('./engine');

let loading: Promise<Engine> | undefined;

/** The review engine, read from disk at the first call. */
export const loadEngine = (): Promise<Engine> => (loading ??= import('./engine'));
