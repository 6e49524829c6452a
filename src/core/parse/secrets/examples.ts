import { memoEach } from '../../text/memo';

/** Files that somebody copies and fills in, and texts in many languages. */
export const isExample = memoEach(
  (path: string): boolean =>
    /[._-](?:example|sample|dist|tmpl|tpl|template|default|defaults|skel|orig|inc|j2|erb|in)s?(?:\.[\w-]{1,12})?$/i.test(path) ||
    /(?:^|\/)(?:example|sample|template)[._-][^/]*$/i.test(path) ||
    /(?:^|\/)_{0,2}(?:locales?|i18n|l10n|lang|langs|languages?|translations?|messages|nls|po|mocks?|__tests__|__mocks__|specs?|e2e|cypress|playwright|testing|demos?|tutorials?|playground|benchmarks?|node_modules|vendor|site-packages|dist-packages)\//i.test(
      path,
    ) ||
    /(?:^|\/)(?:messages|labels|translations|strings|lang)(?:[_.-][\w-]{2,12})?\.(?:properties|json|ya?ml|xml|php|js|ts)$/i.test(path) ||
    /(?:^|\/)(?:package(?:-lock)?\.json|npm-shrinkwrap\.json|composer\.(?:json|lock)|cargo\.toml|pyproject\.toml|pipfile|(?:[\w.-]*-)?pom\.xml|(?:[\w.-]*-)?lock\.ya?ml|nsswitch\.conf|fuzzy_check\.conf|(?:cypress|playwright|jest|vitest)\.config\.\w+|test[._-][^/]*)$/i.test(
      path,
    ) ||
    /\.(?:stb|strings|po|pot|resx|isl|lng|lang|xlf|xliff|arb|ftl)$/i.test(path) ||
    /(?:[._-](?:test|spec)\.[jt]sx?|\.bats|_test\.(?:go|py|rb)|\/test_[^/]*\.py)$/i.test(path),
  // Several ask it of every file, as many as packages have.
  100_000,
);

/** Lines that are looked at, and how many of them have to give something a value. */
const [linesSeen, fewest] = [1000, 8];

/**
 * A catalogue of texts that a program shows, in whatever format: many names are given words or sentences. Of settings few are.
 * Where the name is a language's (`de.json`, `pt-BR.yml`) less of that will do.
 */
export function isCatalogue(path: string, text: string): boolean {
  let [seen, given, told] = [0, 0, 0];
  for (const [line] of text.matchAll(/^[^\n]{1,1000}$/gm)) {
    if (seen++ >= linesSeen) break;
    const [, , quoted, plain] = assignment.exec(line) ?? [];
    if (quoted === undefined && plain === undefined) continue;
    given++;
    const value = quoted ?? (unquoted.test(path) ? plain : undefined);
    if (value !== undefined && sentence.test(value) && !code.test(value)) told++;
  }
  return given >= fewest && told >= given * (named.test(path) ? 0.15 : 0.4);
}

/** A name, and a text in quotes or one that goes to the end of the line. */
const assignment = /^\s*(?:msgstr\s|["']?[\w. -]{1,80}["']?\s{0,8}(?:=>|[:=]))\s{0,8}(?:(["'])(.*?)\1|([^\s"'].*))/;

/** Formats that need no quotes around words. */
const unquoted = /\.(?:ya?ml|properties|ini|lang|strings)$/i;

/** Two words, or letters that no identifier has. */
const sentence = /\p{L} \p{L}|[^\x00-\x7f][^\x00-\x7f]/u;

/** What words in a setting are: a command, an address, an assignment in another. */
const code = /[=|]|:\/\/|\$\(|(?:^|\s)-{1,2}\w|\w\/\w/;

const named = /(?:^|[/._-])[a-z]{2}(?:[-_][A-Za-z]{2,8}){0,2}\.[a-z]\w{1,9}$/;
