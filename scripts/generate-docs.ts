/**
 * Writes what follows from rule metadata: docs/rules/**, the table in README.md and the settings in package.json.
 * With `--check` it writes nothing and exits 1 if something is out of date.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { rules } from '../src/core/rules/index';
import { ruleSettings } from '../src/core/rules/configure';
import type { Rule } from '../src/core/rules/rule';

const root = join(__dirname, '..');
const check = process.argv.includes('--check');
const outdated: string[] = [];

for (const rule of rules) write(`docs/rules/${rule.id}.md`, page(rule));
removeStale();
write('docs/rules/README.md', `# Rules\n\n${ruleTable('')}\n`);
write('README.md', readme());
write('package.json', packageJson());
if (check && outdated.length > 0) {
  console.error(`Out of date, run "npm run docs" and commit the result:\n  ${outdated.join('\n  ')}`);
  process.exitCode = 1;
}

function page(rule: Rule): string {
  const { id, severity, fixable, summary, rationale, references } = rule;
  const example = exampleOf(rule);
  return (
    [
      `# ${id}`,
      `${summary}.`,
      `| Severity | Fix | Setting |\n| --- | --- | --- |\n| ${severity} | ${fixable ? 'yes' : 'no'} | \`"upgradeReview.rules": { "${id}": "off" }\` |`,
      '## Why',
      rationale.trim(),
      ...(example ? ['## Example', `\`\`\`\`text\n${example}\n\`\`\`\``] : []),
      ...(references.length > 0 ? ['## References', references.map((link) => `- ${link}`).join('\n')] : []),
    ].join('\n\n') + '\n'
  );
}

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

function ruleTable(prefix: string): string {
  const rows = rules.map(
    ({ id, severity, fixable, summary }) => `| [${id}](${prefix}${id}.md) | ${severity} | ${fixable ? 'yes' : ''} | ${summary} |`,
  );
  return ['| Rule | Severity | Fix | Reports |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function readme(): string {
  const text = readFileSync(join(root, 'README.md'), 'utf8');
  return text.replace(
    /(<!-- rules -->\n)[\s\S]*?(<!-- \/rules -->)/,
    (_all, open: string, close: string) => `${open}\n${ruleTable('docs/rules/')}\n\n${close}`,
  );
}

function packageJson(): string {
  const parsed = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    contributes: { configuration: { properties: Record<string, { properties?: object }> } };
  };
  const setting = parsed.contributes.configuration.properties['upgradeReview.rules'];
  if (!setting) throw new Error('package.json has no setting upgradeReview.rules');
  setting.properties = Object.fromEntries(
    rules.map(({ id, severity, summary }) => [id, { enum: ruleSettings, default: severity, description: `${summary}.` }]),
  );
  return `${JSON.stringify(parsed, undefined, 2)}\n`;
}

function removeStale(): void {
  const known = new Set([...rules.map(({ id }) => `${id}.md`), 'README.md']);
  const folder = join(root, 'docs/rules');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.md') || known.has(name)) continue;
    outdated.push(`docs/rules/${name}`);
    if (!check) rmSync(join(folder, name));
  }
}

function write(path: string, text: string): void {
  const target = join(root, path);
  if (existsSync(target) && readFileSync(target, 'utf8') === text) return;
  outdated.push(path);
  if (check) return;
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}
