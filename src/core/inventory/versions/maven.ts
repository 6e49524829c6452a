import { compareDigits } from './debian';
import type { VersionScheme } from './scheme';
import { compareText } from '../../text/order';

interface Token {
  /** Behind a dash, or where letters and digits meet. */
  readonly dash: boolean;
  readonly text: string;
}

const qualifiers = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp'];
const aliases: ReadonlyMap<string, string> = new Map(Object.entries({ cr: 'rc', ga: '', final: '', release: '' }));
const short: ReadonlyMap<string, string> = new Map(Object.entries({ a: 'alpha', b: 'beta', m: 'milestone' }));

/** Maven's versions by its version order specification (https://maven.apache.org/pom.html#version-order-specification). */
export const maven: VersionScheme = {
  id: 'maven',
  isValid: (version) => /^v?\d[A-Za-z0-9._+-]{0,199}$/.test(version),
  compare(a, b) {
    const [left, right] = [tokens(a), tokens(b)];
    for (let i = 0; i < Math.max(left.length, right.length); i++) {
      const [x, y] = [left[i] ?? padding(right[i]), right[i] ?? padding(left[i])];
      const order = rank(x) - rank(y) || compareAlike(x.text, y.text);
      if (order !== 0) return order;
    }
    return 0;
  },
  floor: (version) => (/[a-z]/i.test(version.slice(1)) ? version : `${version}-alpha`),
};

function tokens(version: string): readonly Token[] {
  const text = version.toLowerCase().replace(/^v/, '');
  const found = [...text.matchAll(/\d+|[^\d._-]+/g)].map(({ 0: word, index }) => {
    const full = /^\d/.test(text.charAt(index + word.length)) ? (short.get(word) ?? word) : word;
    return { dash: index > 0 && !/[._]/.test(text.charAt(index - 1)), text: aliases.get(full) ?? full };
  });
  // What says nothing is left out at the end, and before each dash and word.
  return found.filter((token, index) => {
    const rest = found.slice(index + 1);
    const end = rest.findIndex(({ dash, text: word }) => dash || /^[a-z]/.test(word));
    return ![token, ...(end < 0 ? rest : rest.slice(0, end))].every(isNull);
  });
}

const isNull = ({ text }: Token): boolean => /^0*$/.test(text);

const padding = (other: Token | undefined): Token => ({ dash: other?.dash ?? false, text: /^\d/.test(other?.text ?? '') ? '0' : '' });

/** Words, then numbers behind a dash, then numbers behind a dot. */
const rank = ({ dash, text }: Token): number => (/^\d/.test(text) ? (dash ? 1 : 2) : 0);

const compareAlike = (a: string, b: string): number => (/^\d/.test(a) ? compareDigits(a, b) : place(a) - place(b) || compareText(a, b));

const place = (word: string): number => (qualifiers.includes(word) ? qualifiers.indexOf(word) : qualifiers.length);
