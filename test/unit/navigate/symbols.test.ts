import assert from 'node:assert/strict';
import { outlineOf, symbolsOf, type FileSymbol } from '../../../src/core/navigate/symbols';
import type { PackageSource } from '../../../src/core/package/source';
import { parseFile } from '../../../src/core/subject/parse-file';
import type { Subject, Target } from '../../../src/core/subject/subject';
import { randomSource } from '../../support/random';

async function subjectsOf(path: string, text: string): Promise<readonly Subject[]> {
  const bytes = new TextEncoder().encode(text);
  const entry = { path, size: bytes.length };
  const source: PackageSource = { name: 'p', entries: [entry], read: () => Promise.resolve(bytes) };
  const parsed = await parseFile(source, entry, new Set<Target>(['shell', 'sql', 'unit', 'crontab']));
  return 'subjects' in parsed ? parsed.subjects : [];
}

const shown = (text: string, symbols: readonly FileSymbol[]): string[] =>
  symbols.map(({ kind, name, detail, nameSpan }) => `${kind} ${name} (${detail}) @ ${text.slice(nameSpan.start, nameSpan.end)}`);

describe('symbols of a package', () => {
  it('are functions of scripts, and SQL inside them', async () => {
    const text = 'die() { exit 1; }\nfunction run {\n  psql <<EOF\nCREATE TABLE public.rooms (id int);\nEOF\n}\n';
    assert.deepEqual(shown(text, symbolsOf(await subjectsOf('a.sh', text))), [
      'function die () @ die',
      'function run () @ run',
      'table public.rooms (table) @ public.rooms',
    ]);
  });

  it('are what SQL creates, not what it changes', async () => {
    const text = `CREATE TABLE IF NOT EXISTS app.rooms (id int);
CREATE OR REPLACE VIEW v AS SELECT 1;
CREATE UNIQUE INDEX CONCURRENTLY "by Name" ON app.rooms (id);
CREATE OR REPLACE FUNCTION app.touch() RETURNS void LANGUAGE sql AS $$ CREATE TABLE inner_one (id int) $$;
CREATE PROCEDURE tidy() LANGUAGE sql AS $$ SELECT 1 $$;
CREATE TYPE mood AS ENUM ('a');
CREATE TEMP TABLE scratch (id int);
ALTER TABLE app.rooms ADD COLUMN x int;
DROP FUNCTION old();
`;
    assert.deepEqual(shown(text, symbolsOf(await subjectsOf('m.sql', text))), [
      'table app.rooms (table) @ app.rooms',
      'object v (view) @ v',
      'object "by Name" (index) @ "by Name"',
      'routine app.touch (function) @ app.touch',
      'routine tidy (procedure) @ tidy',
      'object mood (type) @ mood',
    ]);
  });

  it('are units by their file, and cron jobs by their command', async () => {
    const unit = '[Unit]\nDescription=Room sync\n[Service]\nExecStart=/opt/x\n';
    assert.deepEqual(shown(unit, symbolsOf(await subjectsOf('systemd/sync.service', unit))), ['unit sync.service (Room sync) @ [Unit]']);
    const cron = 'MAILTO=x\n0 3 * * * root /opt/x --all\n@daily dten /opt/y\n';
    assert.deepEqual(shown(cron, symbolsOf(await subjectsOf('cron.d/x', cron))), [
      'job /opt/x --all (0 3 * * * root) @ /opt/x --all',
      'job /opt/y (@daily dten) @ /opt/y',
    ]);
  });

  it('of a unit are sections and directives in an outline', async () => {
    const unit = '[Unit]\nDescription=Room sync\n[Service]\nExecStart=/opt/x\nUser=\n';
    const [first, second] = outlineOf(await subjectsOf('sync.service', unit));
    assert.deepEqual(shown(unit, [first!, second!]), ['section Unit () @ [Unit]', 'section Service () @ [Service]']);
    assert.deepEqual(shown(unit, second!.children), ['directive ExecStart (/opt/x) @ ExecStart', 'directive User () @ User']);
  });

  it('lie in the file and hold their names, whatever it is', async () => {
    const seed = 20261121;
    const random = randomSource(seed);
    const bits = [
      'f() { ',
      '}',
      '\n',
      'CREATE TABLE ',
      'CREATE FUNCTION',
      ' a.',
      'b',
      '(',
      ')',
      ';',
      '[Unit]',
      'A=',
      '\\\n',
      '* * * * * ',
      'x ',
      "'",
      '$$',
      '<<E',
    ];
    const check = (symbols: readonly FileSymbol[], length: number, message: string): void => {
      for (const { span, nameSpan, children } of symbols) {
        assert.ok(
          0 <= span.start &&
            span.start <= nameSpan.start &&
            nameSpan.start <= nameSpan.end &&
            nameSpan.end <= span.end &&
            span.end <= length,
          message,
        );
        check(children, length, message);
      }
    };
    for (let round = 0; round < 300; round++) {
      const text = Array.from({ length: 1 + random.below(30) }, () => random.pick(bits)).join('');
      for (const path of ['a.sh', 'a.service', 'cron.d/a', 'a.sql']) {
        const subjects = await subjectsOf(path, text);
        check(
          [...symbolsOf(subjects), ...outlineOf(subjects)],
          text.length,
          `seed ${seed}, round ${round}, ${path}: ${JSON.stringify(text)}`,
        );
      }
    }
  });
});
