/** A clause as a sentence begins. */
export const sentence = (clause: string): string => clause.charAt(0).toUpperCase() + clause.slice(1);
