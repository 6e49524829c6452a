/**
 * Writes what follows from rule metadata: docs/rules/**, the table in README.md and the settings in package.json; and
 * from the sources the strings that translators need, l10n/bundle.l10n.json; translations are kept in its order.
 * With `--check` it writes nothing and exits 1 if something is out of date.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';
import { rules } from '../src/core/rules/index';
import { rulePage } from '../src/core/report/rule-page';
import { ruleSettings } from '../src/core/catalog/rule-layer';
import type { Rule } from '../src/core/rules/rule';

const root = join(__dirname, '..');
const check = process.argv.includes('--check');
const outdated: string[] = [];

for (const rule of rules) write(`docs/rules/${rule.id}.md`, rulePage(rule, exampleOf(rule)));
write('docs/rules/README.md', `# Rules\n\n${ruleTable()}\n`);
removeStale();
write('README.md', readme());
write('package.json', packageJson());
void getL10nJson(extensionSources()).then((strings) => {
  const sorted = Object.fromEntries(
    Object.keys(strings)
      .map((key) => [key, strings[key]] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  write('l10n/bundle.l10n.json', json(sorted));
  translate('l10n/bundle.l10n.de.json', sorted);
  translate('package.nls.de.json', textsIn('package.nls.json'));
  if (!check || outdated.length === 0) return;
  console.error(`Out of date, run "npm run docs" and commit the result:\n  ${outdated.join('\n  ')}`);
  process.exitCode = 1;
});

/** The first finding of the rule's first case, as the command line prints it. */
function exampleOf({ id }: Rule): string | undefined {
  const folder = join(root, 'test/rules', id.replace('/', '.'));
  const cases = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.startsWith('ng.'))
        .sort()
    : [];
  const findings = cases[0] && join(folder, cases[0], 'findings.txt');
  return findings && existsSync(findings) ? readFileSync(findings, 'utf8').split('\n\n')[0]?.trimEnd() : undefined;
}

function ruleTable(): string {
  const rows = rules.map(
    ({ id, severity, fixable, summary }) => `| [${id}](${id}.md) | ${severity} | ${fixable ? 'yes' : ''} | ${summary} |`,
  );
  return ['| Rule | Severity | Fix | Reports |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

interface RulesSchema {
  propertyNames?: object;
  additionalProperties?: object;
}

function groupOf({ id }: Rule): string {
  return id.slice(0, id.indexOf('/'));
}

/** One row per group, so that the table stays short however many rules there are. */
function groupTable(): string {
  const rows = [...new Set(rules.map(groupOf))].map((group) => {
    const pages = rules
      .filter((rule) => groupOf(rule) === group)
      .map(({ id }) => id)
      .sort()
      .map((id) => `[${id.slice(group.length + 1)}](docs/rules/${id}.md)`);
    return `| ${group} | ${pages.length} | ${pages.join(', ')} |`;
  });
  return [`| Group | Rules | ${rules.length} in all |`, '| --- | --- | --- |', ...rows].join('\n');
}

function readme(): string {
  const text = readFileSync(join(root, 'README.md'), 'utf8');
  return text.replace(
    /(<!-- rules -->\n)[\s\S]*?(<!-- \/rules -->)/,
    (_all, open: string, close: string) => `${open}\n${groupTable()}\n\n${close}`,
  );
}

function packageJson(): string {
  const parsed = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    contributes: { configuration: { properties: Record<string, RulesSchema & { items?: { properties: { rules: RulesSchema } } }> } };
  };
  const { 'upgradeReview.rules': everywhere, 'upgradeReview.overrides': overrides } = parsed.contributes.configuration.properties;
  const groups = [...new Set(rules.map(groupOf))];
  for (const setting of [everywhere, overrides?.items?.properties.rules]) {
    if (!setting) throw new Error('package.json has no setting upgradeReview.rules or upgradeReview.overrides');
    setting.propertyNames = {
      enum: [...rules.map(({ id }) => id), ...groups.map((group) => `${group}/*`)],
      enumDescriptions: [
        ...rules.map(({ severity, summary }) => `${summary} (${severity}).`),
        ...groups.map((group) => `All rules of the group ${group}.`),
      ],
    };
    setting.additionalProperties = { type: 'string', enum: ruleSettings };
  }
  return `${JSON.stringify(parsed, undefined, 2)}\n`;
}

function extensionSources() {
  const folder = join(root, 'src/extension');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  return files.sort().map((name) => ({ extension: '.ts' as const, contents: readFileSync(join(folder, name), 'utf8') }));
}

function removeStale(): void {
  const known = new Set([...rules.map(({ id }) => `${id}.md`), 'README.md']);
  const folder = join(root, 'docs/rules');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.md') || known.has(name.split(sep).join('/'))) continue;
    outdated.push(`docs/rules/${name}`);
    if (!check) rmSync(join(folder, name));
  }
}

/** Brings a translation into the order of what it translates, without what is not there any more; what is missing is for people. */
function translate(path: string, english: Readonly<Record<string, unknown>>): void {
  const translated = textsIn(path);
  const missing = Object.keys(english).filter((key) => !Object.hasOwn(translated, key));
  for (const key of missing) console.log(`${path} lacks: ${JSON.stringify(key)}`);
  write(path, json(Object.fromEntries(Object.keys(english).flatMap((key) => (missing.includes(key) ? [] : [[key, translated[key]]])))));
}

function textsIn(path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(root, path), 'utf8')) as Record<string, unknown>;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function write(path: string, text: string): void {
  const target = join(root, path);
  if (existsSync(target) && readFileSync(target, 'utf8') === text) return;
  outdated.push(path);
  if (check) return;
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}
