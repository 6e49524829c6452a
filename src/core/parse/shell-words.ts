import type { ShellWord } from './shell';

/** Characters of a path that are looked at from its end. */
const maxName = 300;

/** The literal end of a word whose beginning is computed: `/lib/common.sh` of `"$HERE/lib/common.sh"`. */
export const knownEnd = ({ text }: ShellWord): string | undefined => /(?<![\w./-])([\w./-]+)["']?$/.exec(text.slice(-maxName))?.[1];
