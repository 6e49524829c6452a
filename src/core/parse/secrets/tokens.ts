import { groupBy } from '../../text/groups';
import type { LiteralPlace } from '../../text/literals';
import { patternOf } from '../../text/pattern';
import { span, type Span } from '../../text/span';
import { entropyOf } from './entropy';
import type { FoundToken } from './found';
import known from './provider-tokens.json';

interface Written {
  readonly name: string;
  readonly begins: readonly string[];
  /** Characters of the token before the literal that it is found by. */
  readonly back?: number;
  readonly pattern: string;
  readonly entropy?: number;
  readonly public?: true;
}

const written = known as readonly Written[];

const providers = groupBy(
  written.flatMap(({ begins, name, back = 0, pattern, entropy = 0, public: shown = false }) => {
    const { source, flags } = patternOf(pattern);
    return begins.map((begin) => [begin, { name, isPublic: shown, back, pattern: new RegExp(source, `${flags}y`), entropy }] as const);
  }),
  ([begin]) => begin,
);

/** Literals by which tokens are found. */
export const tokenLiterals: readonly string[] = [...providers.keys()];

/** Words of manuals where characters of a token stand, and characters that follow each other. */
const madeUp = /example|x{6}|0{8}|12345678|abcdefgh|testtest|your|token|(.)\1{7}/i;

const isMixed = (text: string): boolean => /\d/.test(text) || (/[a-z]/.test(text) && /[A-Z]/.test(text));

/** Languages whose remarks no host gets. */
const compiled = /\.(?:go|rs|java|kt|scala|cs|swift|c|h|cc|cpp|cxx|hh|hpp)$/i;

/** Characters of a line before a token that tell whether it is a remark. */
const headOfLine = 300;

const isRemark = (text: string, at: number): boolean => {
  const head = text.slice(Math.max(0, at - headOfLine), at);
  return /^\s*(?:\/[/*]|\*\s)/.test(head.slice(head.lastIndexOf('\n') + 1));
};

/** Words before a token that say it is none; a blank follows, as names may have such words in them. */
const denied = /\b(?:no|not|never) (?:an? )?(?:actual|real|valid|working) |\b(?:fake|dummy|made-up|revoked) /i;

/** Characters before a token in which somebody may say that it is none. */
const saidBefore = 400;

const isDenied = (text: string, at: number): boolean => denied.test(text.slice(Math.max(0, at - saidBefore), at)) || isInForm(text, at);

/** `placeholder: "gloas-…"`, `<input placeholder="…">`: what a form shows where nobody has typed anything. */
const isInForm = (text: string, at: number): boolean =>
  /\b(?:placeholder|hint|help[-_ ]?text|tool-?tip|example)s?["']?\s{0,8}(?:=>|[:=(])\s{0,8}[{(]?\s{0,4}["'`]$/i.test(
    text.slice(Math.max(0, at - 60), at),
  );

/** What tells programs that look for secrets which of them are none. */
const scannerList =
  /(?:^|\/)\.?(?:gitleaks|trufflehog|gitguardian|ggshield|talismanrc|secretlint|detect-secrets|secrets?[-_.]baseline)[\w.-]*$/i;

/** A store with the interface of the provider's that somebody runs for themselves: keys are whatever they chose. */
const ownStore = /endpoint[\w-]{0,20}["']?\s{0,8}[:=]\s{0,8}["']?https?:\/\/(?:localhost|127\.|[\w-]+(?:[:/"'\s]|$))/i;

/** Characters on each side of a key in which its store is named. */
const storeReach = 400;

/** `MINIO_ACCESS_KEY=…`, up to the key. */
const ownKey = /minio[\w-]{0,30}["']?\s{0,8}[:=]\s{0,8}["']?$/i;

/** `mc alias set s3 http://localhost:9000 …`, up to the key. */
const ownAddress = /https?:\/\/(?:localhost|127\.[\d.]+|[\w-]+)(?::\d{2,5})?\/?["']?\s{1,8}["']?$/i;

const isOfOwnStore = (text: string, { start, end }: Span): boolean => {
  const before = text.slice(Math.max(0, start - 60), start);
  return (
    /^A[A-Z]IA/.test(text.slice(start, start + 4)) &&
    (ownKey.test(before) || ownAddress.test(before) || ownStore.test(text.slice(Math.max(0, start - storeReach), end + storeReach)))
  );
};

/** The token that a literal begins, if it does. */
export function tokenAt(path: string, text: string, { at, literal }: LiteralPlace): FoundToken | undefined {
  for (const [, { name, isPublic, back, pattern, entropy }] of providers.get(literal) ?? []) {
    const start = at - back;
    if (start < 0 || /[\w-]/.test(text.charAt(start - 1))) continue;
    pattern.lastIndex = start;
    const [own] = pattern.exec(text) ?? [];
    if (own === undefined || /\w/.test(text.charAt(start + own.length))) continue;
    const rest = own.slice(literal.length);
    if (madeUp.test(rest) || entropyOf(own) < entropy || !isMixed(rest)) continue;
    const value = span(start, start + own.length);
    return {
      kind: 'token',
      span: value,
      value,
      name,
      isPublic,
      isShown:
        scannerList.test(path) || isOfOwnStore(text, value) || isDenied(text, start) || (compiled.test(path) && isRemark(text, start)),
    };
  }
  return undefined;
}
