/** Unix permission bits as people write them: `0644`. */
export const octal = (mode: number): string => mode.toString(8).padStart(4, '0');

/** Who may read a file may also execute it. */
export const executable = (mode: number): number => mode | ((mode & 0o444) >> 2);
