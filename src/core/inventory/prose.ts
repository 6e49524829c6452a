/** Longer texts are no bounds that a person wrote. */
const longest = 120;

const version = String.raw`v?(\d[\w.~:-]*?)`;
const whose = String.raw`(?:(?:requires?|needs?|supports?) )?(?:[a-z][a-z.#-]{0,30} ){0,3}?`;
const pattern = (form: string): RegExp => new RegExp(`^${form.replaceAll('VERSION', version)}$`);

/** What people write instead of a range, and what it is as one; in lower case with single spaces. */
const forms: readonly (readonly [form: RegExp, range: string])[] = [
  [pattern(`${whose}VERSION ?\\+`), '>=$1'],
  [
    pattern(
      `${whose}VERSION,? (?:or|and) (?:any )?(?:later|newer|higher|greater|above|upwards?|up|better|more recent)(?: versions?| releases?)?`,
    ),
    '>=$1',
  ],
  [
    pattern(
      `${whose}(?:at least|minimum|min|not (?:older|lower) than|no (?:older|lower) than|from|since|starting (?:with|from|at))(?: version)? VERSION(?: on| onwards?| up| upwards?)?`,
    ),
    '>=$1',
  ],
  [pattern(`${whose}(?:between |from )?VERSION (?:to|through|until|and) VERSION`), '>=$1 <=$2'],
  [pattern(`${whose}(?:before|below|under|older than|lower than|less than|prior to|earlier than)(?: version)? VERSION`), '<$1'],
  [
    pattern(`${whose}(?:up to|at most|maximum|max|not (?:newer|later|higher) than|no (?:newer|later|higher) than)(?: version)? VERSION`),
    '<=$1',
  ],
  [pattern(`${whose}VERSION,? (?:or|and) (?:earlier|older|lower|below|less)(?: versions?)?`), '<=$1'],
  [pattern(`${whose}(?:newer than|later than|higher than|greater than|more than|after|above)(?: version)? VERSION`), '>$1'],
  [pattern(`(?:exactly|only|version|release|ver|v) VERSION(?: only| exactly)?`), '$1'],
  [pattern(`VERSION (?:only|exactly)`), '$1'],
];

const together = / (?:but|and) (?=before |below |under |older |lower |less |prior |earlier |not |no |up to |at most )/;

/** The range that a sentence such as `2.4 or later` means; `undefined` if it is none that is known. */
export function proseRange(text: string): string | undefined {
  if (text.length > longest) return undefined;
  const said = text.toLowerCase().replaceAll(/\s+/g, ' ').trim();
  const plain = said.replace(/ ?(?:\([^()]*\)|lts|[.!;])$/, '');
  const parts = plain.split(together).map((part) => rangeOf(part.replace(/,$/, '')));
  return parts.every((part) => part !== undefined) ? parts.join(' ') : (choices(plain) ?? conditions(plain, said));
}

function rangeOf(said: string): string | undefined {
  const found = forms.find(([form]) => form.test(said));
  return found && said.replace(found[0], found[1]);
}

/** `11, 17 or 21` */
function choices(said: string): string | undefined {
  const named = said.split(/(?:, | or |, or )/);
  return named.length > 1 && named.every((one) => /^v?\d[\w.-]*$/.test(one)) ? named.join(' || ') : undefined;
}

/** `>=2.4 and <3`, `>=2.4 (tried with 2.6)` */
function conditions(plain: string, said: string): string | undefined {
  const joined = plain.replaceAll(/ (?:and|but|&&?) (?=[<>=!])/g, ' ');
  return joined !== said && /^(?:[<>=!~^]|v?\d)/.test(joined) && !/[()]| [a-z]/.test(joined) ? joined : undefined;
}
