/** A file, a unit, a key or an option: its first letter is its own. */
const name = /^(?:\S*[/\\_=@\d]|[^\s.]+\.\w|-)/;

/** A clause as a sentence begins. */
export const sentence = (clause: string): string => (name.test(clause) ? clause : clause.charAt(0).toUpperCase() + clause.slice(1));
