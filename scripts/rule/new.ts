/**
 * Begins a rule: its file, its line in the list, a case that it finds and one that it leaves alone.
 * `npm run rule <group/name> -- --target shell --reads unit,manifest --severity warning`
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { severities } from '../../src/core/rules/finding';
import { cases, source, targets, type NewRule } from './files';
import { variableOf, withRule } from './list';
import { errorText } from '../../src/core/text/error-text';

const root = join(__dirname, '../..');
const index = join(root, 'src/core/rules/index.ts');

try {
  begin(asked());
} catch (error) {
  console.error(errorText(error));
  process.exitCode = 1;
}

/** @throws Error with what is wrong about the arguments. */
function asked(): NewRule {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      target: { type: 'string', default: 'shell' },
      reads: { type: 'string', default: '' },
      severity: { type: 'string', default: 'warning' },
    },
  });
  const [id, ...others] = positionals;
  if (id === undefined || others.length > 0) throw new Error('Say which rule: npm run rule <group/name> -- --target shell');
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*\/[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id))
    throw new Error(`${id} is no name for a rule: group/name, in small letters, words joined by hyphens`);
  if (id.startsWith('reporting/')) throw new Error('reporting/ holds what rules of a group report alike, and no rules');
  return {
    id,
    target: oneOf('--target', [...targets, 'package'], values.target),
    reads: values.reads
      .split(',')
      .filter(Boolean)
      .map((each) => oneOf('--reads', [...targets, 'baseline', 'rehearsal'], each)),
    severity: oneOf('--severity', severities, values.severity),
  };
}

function oneOf<T extends string>(option: string, known: readonly T[], word: string): T {
  const found = known.find((each) => each === word);
  if (found === undefined) throw new Error(`${option} ${word}: it is one of ${known.join(', ')}`);
  return found;
}

/** @throws Error if there is such a rule, or what could be one. */
function begin(rule: NewRule): void {
  const folder = `test/rules/${rule.id.replace('/', '.')}`;
  const list = readFileSync(index, 'utf8');
  const variable = variableOf(list, rule.id);
  const file = `src/core/rules/${rule.id}.ts`;
  for (const path of [file, folder]) if (existsSync(join(root, path))) throw new Error(`${rule.id} exists: ${path}`);
  const written = [[file, source(rule, variable)], ...cases(rule).map(([path, content]) => [`${folder}/${path}`, content])];
  for (const [path = '', content = ''] of written) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content, path.includes('/bin/') ? 'latin1' : 'utf8');
    console.log(path);
  }
  writeFileSync(index, withRule(list, rule.id, variable));
  console.log(`src/core/rules/index.ts\n\nnpm run rule:test ${rule.id} -- --update`);
}
