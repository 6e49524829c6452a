import { memoEach } from '../text/memo';

/** Files for readers and testers: nothing of the upgrade runs or loads them, and some are broken on purpose. */
export const isTestMaterial = memoEach(
  (path: string): boolean =>
    topFolder.test(path) || folder.test(path) || example.test(path) || settingsOfTests.test(path) || testOf.test(path),
  // Every rule asks it of every file, as many as packages have.
  100_000,
);

const kinds = '(?:system|unit|integ(?:ration)?|regression|functional|acceptance|smoke|self|load|perf(?:ormance)?|end-to-end|e2e)[-_]?';
const own = `(?:(?:${kinds})?tests?|(?!con|pro)[a-z]{2,12}tests|testing|test[-_]?(?:cases?|data(?:-[^/]*)?|utils?|files?|resources?|suites?|beds?|certs?|keys?|helpers?)|(?:pg_?)?regress|bats|(?:test-?)?fixtures|acceptance|fuzz(?:ing)?|smoke|cunit|test-?env(?:ironment)?s?|corp(?:us|ora)|stubs?|install-?check|examples?(?:-[^/]*)?|samples?|tutorials?|playgrounds?|docs?|documentation|release[-_]?notes?|vectors)(?:\\.d)?`;
const several = `(?:tests|${kinds}tests?)[-_.][^/]*|(?:demos?|molecule)(?:[-_][^/]*)?|(?:[^/]*[-_])?sample[-_]apps?`;

/** The folder that a whole package lies in may well be called `gateway-test`: there the word has to stand first. */
const topFolder = new RegExp(`^(?:${own}|${several}|test_[^/]*)/`, 'i');

const folder = new RegExp(
  `/(?:(?:[^/]*[-_.])?${own}|${several}|test_[^/]*)/|(?:^|/)t(?:-[a-z]+)?/|(?:^|/)features/(?:environment\\.py$|steps/|support/)`,
  'i',
);

const example = /[-_.](?:example|sample)\.(?:json|ya?ml|toml|xml)$|[-_.]examples?[-_][^/]*$/i;

/** `config/test.yml`, `appsettings.test.json`, `docker-compose-ec-test.yml`, `.env.testing`. */
const settingsOfTests =
  /(?:^|\/)(?:(?:config|settings|application|appsettings)[-._/])?test\.(?:json|ya?ml|toml|xml|ini|properties)$|(?:^|\/)(?:docker-)?compose[-_.](?:[\w.-]*[-_.])?tests?\.ya?ml$|(?:^|\/)\.env\.test(?:ing)?$|(?:^|\/)tox[\w-]*\.ini$|[-_.]testing\.(?:properties|ya?ml|json|toml|ini|conf)$/i;

/** Of programs and keys the name tells as well: `test-signers.cc`, `tests.py`, `test_rsa.key`, `dsn.t`, and of stories that a tool plays through `login.feature`. Scripts of installers may test something else. */
const testOf =
  /(?:^|\/)(?:tests?[-_.][^/]*|tests?|[^/]*[-_.](?:tests?|spec)|[^/]*Factory|[^/]*(?:Demo|Test)Seeder|Development\w*Seeder|[^/]*[-_]demo|mock[-_.][^/]*)\.(?:cc?|lua|cpp|cxx|hh?|hpp|py|go|rs|rb|php|p[lm]|java|kt|cs|[cm]?[jt]sx?|pem|key|priv|sec|crt|cer|der|p12|pfx|jks|asc|gpg)$|(?:^|\/)[^/]*Tests?\.(?:java|kt|cs|php)$|(?:^|\/)spec\/.*\.(?:lua|rb|[cm]?[jt]sx?)$|\.t(?:estc)?$|\.feature$/;

const testsOfRust = /^[ \t]*#\[cfg\((?:all\()?test\b[^\]\n]*\)\]\s{0,20}(?:#\[[^\]\n]*\]\s{0,20}){0,8}(?:pub(?:\(\w+\))? )?mod \w+/m;

/** Where the tests of a program in Rust begin, which stand at its end; `Infinity`: nowhere. */
export function testsIn(path: string, text: string): number {
  return path.endsWith('.rs') ? (testsOfRust.exec(text)?.index ?? Infinity) : Infinity;
}

/** Whether a name says that what has it is for tests, or shows something: `ACME DEMO`, `/CN=test server`. */
export const namesTests = (name: string): boolean =>
  /(?:^|[^a-z])(?:test(?:s|ing)?|dummy|demo|snake ?oil)(?:[^a-z]|$)|(?:^|[^a-z.])examples?(?:[^a-z.]|$)/i.test(name);
