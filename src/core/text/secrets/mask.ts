/** Stands for a secret, however long that is. */
export const mask = '*******';
