import { span, type Span } from '../text/span';

/** What a document of the package says of the upgrade. */
export interface Claim {
  /**
   * `downtime`: how long something stands still; `no-downtime`, `no-reboot`, `no-restart`, `no-network`, `no-schema-change`: what does
   * not happen; `to-do`: what somebody must do or know before; `untested-way-back`: nobody has tried to go back.
   */
  readonly kind:
    'downtime' | 'no-downtime' | 'no-reboot' | 'no-restart' | 'no-network' | 'no-schema-change' | 'to-do' | 'untested-way-back';
  readonly minutes?: number;
  readonly span: Span;
}

/** Documents about this upgrade, at the top of the package or in a folder for them; a changelog tells of all that ever was. */
const document =
  /^(?:[^/]+\/)?(?:docs?\/)?(?:readme|upgrad(?:e|ing)|update|updating|install(?:ation)?|release[-_ ]?notes?|migration)(?:[-_. ][\w.-]*)?$/i;
const textual = /(?:^|\/)[^/.]+$|\.(?:md|markdown|txt|rst|adoc|asciidoc|de|en|\d+)$/i;

export const isUpgradeDocument = (path: string): boolean => document.test(path) && textual.test(path);

/** Documents of more characters are books, whose claims are of something else. */
const longest = 100_000;
const mostClaims = 50;

const words = new Map(
  [
    ['one', 'a', 'an', 'eine', 'einer', 'ein'],
    ['two', 'zwei'],
    ['three', 'drei'],
    ['four', 'vier'],
    ['five', 'fünf'],
    ['six', 'sechs'],
    ['seven', 'sieben'],
    ['eight', 'acht'],
    ['nine', 'neun'],
    ['ten', 'zehn'],
    ['eleven', 'elf'],
    ['twelve', 'zwölf'],
  ].flatMap((alike, at) => alike.map((word) => [word, at + 1] as const)),
);
for (const [word, value] of [
  ['fifteen', 15],
  ['fünfzehn', 15],
  ['twenty', 20],
  ['zwanzig', 20],
  ['thirty', 30],
  ['dreißig', 30],
  ['forty', 40],
  ['vierzig', 40],
  ['forty-five', 45],
  ['sixty', 60],
  ['sechzig', 60],
] as const)
  words.set(word, value);

const number = String.raw`(?:\d{1,4}(?:[.,]\d)?|${[...words.keys()].join('|')})`;
const duration = new RegExp(
  String.raw`(?<![\w.])(?:${number} ?(?:-|–|to|bis) ?)?(${number})[ -]?(minutes?|minuten?|mins?|hours?|hrs?|stunden?|std|seconds?|sekunden?)(?![\wäöü])`,
  'giu',
);
const still =
  /\b(?:downtime|outage|unavailab\w+|(?:service|business) interruption|ausfallzeit|ausfall|betriebsunterbrechung|stillstand)\b/i;
const ofTheUpgrade =
  /\b(?:upgrad\w*|updat\w*|install\w*|migrat\w*|releases?|patch\w*|packages?|planned|expected|estimated|approximate\w*|aktualisierung\w*|einspielen|geplante?r?|erwartete?r?|voraussichtlich\w*|paket\w*)\b/i;
/** Of a wish, a condition or something else a sentence says nothing. */
const unsure =
  /\b(?:if|unless|avoid\w*|minimi[sz]e\w*|reduc\w*|want|prefer|instead|feature|support\w*|falls|wenn|vermeid\w*|future|künftig\w*|docker)\b/i;
const negated = /\b(?:cannot|can't|not|nicht)\b/i;
/** Such a word belongs to the promise itself. */
const isSaidWithNot =
  /\b(?:reboot(?:ing)?|restart(?:ing)?|neustart) (?:of \S.{0,40} )?(?:is |are |ist )?(?:not|nicht) (?:needed|required|necessary|nötig|notwendig|erforderlich)\b|\b(?:does|do) not (?:need|require) (?:a )?(?:reboot|restart|internet|network)/i;

const plainly = /^\W*(?:there (?:is|will be) )?(?:no|zero) (?:planned |expected )?downtime\b/i;

const none = [
  [
    'no-downtime',
    /\b(?:no|zero|without(?: any)?)[ -](?:planned |expected |service )?(?:downtime|outage|interruption)\b|\b(?:keine|ohne) (?:ausfallzeit|downtime|betriebsunterbrechung|unterbrechung|ausfall)\b|\bunterbrechungsfrei\b/i,
  ],
  [
    'no-reboot',
    /\bno reboot\b(?! is performed)|\breboot(?:ing)? (?:is |are )?not (?:needed|required|necessary)\b|\b(?:does|do) not (?:need|require) a reboot\b|\bwithout (?:a )?reboot(?:ing)?\b|\bkein neustart (?:des systems|der (?:hosts?|server|rechner)|des (?:hosts?|servers|rechners))/i,
  ],
  [
    'no-restart',
    /\bno (?:service )?restarts?\b|\brestart(?:ing)? (?:of \S.{0,40} )?(?:is |are )?not (?:needed|required|necessary)\b|\b(?:does|do) not (?:need|require) a restart\b|\bwithout (?:a )?(?:service )?restart(?:ing)?\b|\b(?:all )?services (?:keep|stay|remain|continue) (?:running|up)\b|\bkein neustart (?:der dienste|des dienstes|von diensten)|\b(?:die )?dienste laufen (?:dabei )?weiter\b/i,
  ],
  [
    'no-network',
    /\bno (?:internet|outbound|external|network) (?:access|connections?|connectivity|traffic)\b|\b(?:does|do) not (?:need|require) (?:internet|network) access\b|\b(?:installs?|runs?|works?|upgrades?) (?:fully |completely |entirely )?offline\b|\bair[- ]gapped\b|\bkeine? (?:internet|netzwerk|ausgehende[nr]?)[- ]?(?:zugang|verbindung(?:en)?|zugriff)/i,
  ],
  [
    'no-schema-change',
    /\bno (?:database|schema|db)[ -](?:changes?|migrations?|updates?)\b|\b(?:database|schema) (?:is|remains|stays) unchanged\b|\bkeine (?:datenbank|schema)(?:änderung|migration|anpassung)(?:en)?\b/i,
  ],
] as const;

const toDo =
  /\bbreaking changes?\b|\b(?:manual|required) (?:steps?|actions?|intervention)\b|\baction (?:is )?required\b|\b(?:must|have to|need to)\b[^.]{0,80}\bbefore (?:you )?(?:the )?(?:upgrad|updat|install)\w*|\bbefore (?:you )?(?:the )?(?:upgrad|updat|install)\w*[^.]{0,80}\b(?:must|have to|need to)\b|\bmanuelle (?:schritte|eingriffe|anpassungen?)\b|\binkompatible änderungen\b|\bvor (?:dem|der) (?:update|upgrade|aktualisierung|installation)\b[^.]{0,80}\b(?:muss|müssen)\b/i;

const wayBack = String.raw`(?:roll(?:ing|ed)?[- ]?backs?|downgrad(?:e|es|ing)|way back|zurückrollen|rückweg)`;
const tried = String.raw`(?:tested|tried|rehearsed|exercised|verified|validated|getestet|erprobt|geprobt|geprüft)`;
const untestedWayBack = new RegExp(
  String.raw`\buntested ${wayBack}\b|\bungetestete[rns]? ${wayBack}\b|\b${wayBack}\b.{0,60}\b(?:untested|ungetestet|(?:not|never|nicht|nie)(?: yet| been| fully| noch)* ${tried})`,
  'i',
);
/** What somebody asks for, or how things would be. */
const conditional = /\b(?:if|unless|should|must|before|ensure|make sure|do not|never skip|falls|wenn|muss|müssen|bevor|sollte)\b/i;

/** What a document says of the upgrade, in its order. Sentences are judged one by one; code and quotes are passed over. */
export function claimsIn(path: string, text: string): readonly Claim[] {
  if (!isUpgradeDocument(path) || text.length > longest) return [];
  const found: Claim[] = [];
  for (const { said, start, end } of sentencesOf(text)) {
    if (found.length >= mostClaims) break;
    const at = span(start, end);
    if (toDo.test(said) && !/\bno (?:breaking|manual|action)\b|\bkeine manuellen\b/i.test(said)) found.push({ kind: 'to-do', span: at });
    if (untestedWayBack.test(said) && !conditional.test(said)) found.push({ kind: 'untested-way-back', span: at });
    if (unsure.test(said) || (negated.test(said) && !isSaidWithNot.test(said))) continue;
    for (const [kind, pattern] of none)
      if (pattern.test(said) && (kind !== 'no-downtime' || ofTheUpgrade.test(said) || plainly.test(said))) found.push({ kind, span: at });
    const minutes = still.test(said) && (ofTheUpgrade.test(said) || /^\W*downtime\b/i.test(said)) ? minutesIn(said) : undefined;
    if (minutes !== undefined) found.push({ kind: 'downtime', minutes, span: at });
  }
  return found;
}

/** The longest that is named: of a span its end. */
function minutesIn(said: string): number | undefined {
  const all = [...said.matchAll(duration)].map(([, count = '', unit = '']) => {
    const value = words.get(count.toLowerCase()) ?? Number(count.replace(',', '.'));
    return value * (/^(h|st)/i.test(unit) ? 60 : /^se/i.test(unit) ? 1 / 60 : 1);
  });
  return all.length === 0 ? undefined : Math.max(...all);
}

interface Sentence {
  /** With single blanks and without marks of emphasis. */
  readonly said: string;
  readonly start: number;
  readonly end: number;
}

/** A sentence ends with its sign, an empty line, or where a list, a heading or a table begins its next line. */
function* sentencesOf(text: string): Iterable<Sentence> {
  const plain = text.replace(/```[\s\S]*?(?:```|$)/g, (block) => block.replace(/[^\n]/g, ' '));
  const ends = /[.!?](?=[*_)"]{0,3}\s)(?!\s\d)|\r?\n(?=\s*(?:\n|[-*+#|]|\d+\.\s))|\r?\n(?=\r?\n)/g;
  let start = 0;
  const sentence = (end: number): Sentence => {
    const from = start + (/^[\s#>*+-]*/.exec(plain.slice(start, end))?.[0].length ?? 0);
    const said = plain.slice(from, end).replace(/[*_`]/g, '').replace(/\s+/g, ' ').trim();
    return { said, start: from, end: from + plain.slice(from, end).trimEnd().length };
  };
  for (const { index, 0: sign } of plain.matchAll(ends)) {
    const one = sentence(index + (/[.!?]/.test(sign) ? 1 : 0));
    start = index + sign.length;
    if (one.said !== '') yield one;
  }
  const last = sentence(plain.length);
  if (last.said !== '') yield last;
}
