import { isJsonSchema, isMetadata } from '../../package/descriptive';
import { isTestMaterial, testsIn } from '../../package/test-material';
import { literalFinder } from '../../text/literals';
import type { ConfigFile } from '../config/config';
import type { MappedText } from '../mapped-text';
import type { ShellScript } from '../shell-script';
import type { SqlScript } from '../sql';
import { accountSecrets } from './accounts';
import { addressAt, addressLiterals } from './in-addresses';
import { communityAt, communityLiterals } from './communities';
import { configSecrets } from './in-config';
import { directiveSecrets } from './in-directives';
import { lineSecrets, shellSecrets } from './in-shell';
import { sqlSecrets } from './in-sql';
import { isForPeople, nameLiterals, passwordFile, textSecrets } from './in-text';
import { windowsSecrets } from './in-windows';
import type { FoundSecret } from './found';
import { hashAt, hashLiterals } from './hashes';
import { keyAt, keyLiterals } from './keys';
import { isCatalogue, isExample } from './examples';
import { isSwitchedOff } from './switched-off';
import { tokenAt, tokenLiterals } from './tokens';

export type { FoundArgument, FoundKey, FoundLiteral, FoundSecret, FoundToken } from './found';

/** What parsers have made of a file; empty where none reads it. */
export interface Parsed {
  readonly configs: readonly ConfigFile[];
  readonly scripts: readonly ShellScript[];
  readonly sql: readonly SqlScript[];
  /** Command lines of units and crontabs. */
  readonly lines: readonly MappedText[];
}

/** More of one kind in one file are a table of something else; they do not hide those of another kind behind them. */
const most = 200;

const tokens = new Set(tokenLiterals);
const keys = new Set(keyLiterals);
const addresses = new Set(addressLiterals);
const hashes = new Set(hashLiterals);
const communities = new Set(communityLiterals);

const places = literalFinder([...tokens, ...keys, ...addresses, ...hashes, ...communities, ...nameLiterals]);

/** Whatever else an address is found by: none of a file for readers is told. */
export function secretsIn(path: string, text: string, { configs, scripts, sql, lines }: Parsed): readonly FoundSecret[] {
  const found: FoundSecret[] = [];
  const named: number[] = [];
  const forReaders = isTestMaterial(path) || isExample(path) || isMetadata(path) || isJsonSchema(text);
  const tests = testsIn(path, text);
  const add = (secret: FoundSecret | undefined): unknown => secret && found.push(secret);
  for (const place of places(text)) {
    const { literal, at } = place;
    if (tokens.has(literal)) add(at > tests ? undefined : tokenAt(path, text, place));
    else if (keys.has(literal)) add(at > tests ? undefined : keyAt(text, place));
    else if (forReaders || at > tests) continue;
    else if (hashes.has(literal)) add(isForPeople(path) ? undefined : hashAt(text, place));
    else if (communities.has(literal)) add(isForPeople(path) ? undefined : communityAt(path, text, place));
    else if (!addresses.has(literal)) named.push(at);
    else if (!isForPeople(path)) add(addressAt(text, place));
  }
  if (forReaders) return distinct(found);
  found.push(...passwordFile(path, text), ...windowsSecrets(path, text), ...(isForPeople(path) ? [] : accountSecrets(path, text)));
  for (const config of configs) found.push(...directiveSecrets(text, config));
  for (const script of scripts) found.push(...shellSecrets(text, script, named.length > 0));
  for (const line of lines) if (mayHold.test(line.text)) found.push(...lineSecrets(line, true));
  if (named.length > 0) {
    const inRows = scripts.length === 0 ? sql.flatMap((script) => sqlSecrets(text, script.span)) : [];
    const mayTell = configs.length > 0 || inRows.length > 0 || scripts.length + sql.length === 0;
    if (mayTell && !(scripts.length === 0 && isCatalogue(path, text))) {
      for (const config of configs) found.push(...configSecrets(text, config));
      found.push(...inRows);
      if (configs.length + scripts.length + sql.length === 0) found.push(...textSecrets(path, text, named));
    }
  }
  const isToFillIn = toFillIn.test(text.slice(0, headOfFile)) || (path.endsWith('.ldif') && found.length > mostAccounts);
  return distinct(found).map((secret) =>
    isToFillIn || (secret.kind === 'literal' && secret.isDefault && isSwitchedOff(text, secret)) ? less(secret) : secret,
  );
}

/** What a command line has that holds a secret: a word that names one, an address, an option such as `-p` or `-u`. */
const mayHold = /pass|pw|secret|token|key|credential|auth|:\/\/|\s-\w{0,8}[pPua]/i;

/** Accounts that a product brings for a directory, at most: more are people who do not exist. */
const mostAccounts = 20;

/** Characters of a file in which it says what it is for. */
const headOfFile = 1500;

/** `# Replace with your values`: who uses the file fills it in. */
const toFillIn =
  /^[ \t]*(?:#|;|\/\/|<!--)[^\n]{0,80}\b(?:replace|fill in|insert|put|enter|place|change|adapt|adjust)\b[^\n]{0,40}\byour\b/im;

const less = (secret: FoundSecret): FoundSecret => (secret.kind === 'literal' ? { ...secret, sure: 'possible' } : secret);

const rank: Readonly<Record<FoundSecret['kind'], number>> = { key: 0, token: 1, literal: 2, argument: 3 };

/** Each secret once: what its own form tells counts more than a name before it. */
function distinct(found: readonly FoundSecret[]): readonly FoundSecret[] {
  const kept: FoundSecret[] = [];
  const inOrder = [...found].sort((a, b) => a.value.start - b.value.start || rank[a.kind] - rank[b.kind]);
  let end = -1;
  let argument = -1;
  for (const secret of inOrder) {
    const { kind, value } = secret;
    if (kind === 'argument') {
      if (value.start >= argument) kept.push(secret);
      argument = Math.max(argument, value.end);
    } else if (value.start >= end) {
      kept.push(secret);
      end = value.end;
    }
  }
  const counts = new Map<FoundSecret['kind'], number>();
  return kept.filter(({ kind }) => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return count <= most;
  });
}
