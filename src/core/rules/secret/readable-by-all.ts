import { isTestMaterial } from '../../package/test-material';
import { isBuilding } from '../../package/workshop';
import { octal } from '../../package/mode';
import { isProgram } from '../../parse/secrets/in-text';
import type { FoundSecret } from '../../parse/secrets/secrets';
import type { SourceEntry } from '../../package/source';
import { fileModes, packagedModes } from '../../facts/scripts/file-modes';
import type { Subject } from '../../subject/subject';
import { baseName, folderWithSlash } from '../../text/path';
import type { Span } from '../../text/span';
import type { Fix } from '../finding';
import { isKeyForTests } from '../reporting/keys-for-tests';
import { defineRule } from '../rule';
import { isCredential, isForAll, isForDevelopers, letsOthersRead } from './readable-by-all/credential-files';

export const readableByAll = defineRule({
  id: 'secret/readable-by-all',
  target: 'package',
  reads: ['packaging', 'shell', 'text'],
  severity: 'error',
  confidence: 'certain',
  hazards: ['exposes-secret'],
  fixable: true,
  summary: 'A key or a file with passwords is installed so that every account of the host can read it',
  rationale: `Any account will do to read it: that of a web server with a hole in it, of a backup agent, of a guest. Most servers and clients refuse such a file (\`ssh\`, \`libpq\`) or warn about it, and the upgrade stops there.

Reported are files of the package that hold a private key (of programs and documents the key itself is told by secret/private-key), and files for passwords (\`.pgpass\`, \`.netrc\`, \`.my.cnf\`, \`.env\`, \`secrets.yaml\` and their kin) in which one was found, where the archive lets others read them;
and commands of scripts that give such a file, or one that the script has just written a secret to, a mode that lets others read it (\`chmod 644 server.key\`, \`install -m 0644\`).

It is silent where a script or the \`.spec\` file of the package gives the file a stricter mode, where the archive records no modes, and about keys by which packages are checked, which everybody may read. A file that a script writes and gives no mode is left to the umask and not reported.

The fix takes the right to read from everybody but the owner; if a service under another account reads the file, give it to that account or its group.`,
  references: [
    'https://cwe.mitre.org/data/definitions/732.html',
    'https://www.postgresql.org/docs/current/libpq-pgpass.html',
    'https://man.openbsd.org/ssh#FILES',
  ],
  messages: {
    shipped: ({ mode, what }: { mode: string; what: string }) =>
      `Mode ${mode} lets every account of the host read this file, and it holds ${what}.`,
    made: ({ mode, file }: { mode: string; file: string }) =>
      `Mode ${mode} lets every account of the host read ${file}, which holds a secret.`,
  },
  check({ files, subjects }, { report }) {
    const scripts = subjects.shell.map((script) => ({ script, ...fileModes(script) }));
    const given = [
      ...scripts.flatMap(({ given: own }) => own),
      ...subjects.packaging.flatMap((spec) => packagedModes(spec).map(({ mode, file }) => ({ mode, files: [file] }))),
    ];
    const strict = new Set(given.flatMap(({ mode, files: own }) => (letsOthersRead(mode) ? [] : own.map((file) => baseName(file)))));
    const charts = files.flatMap(({ path }) => (baseName(path) === 'Chart.yaml' ? [folderWithSlash(path)] : []));
    const modes = new Map(files.map((file) => [file.path, file]));
    for (const { path, text, syntax } of subjects.text) {
      const file = modes.get(path);
      // A manifest of a cluster lies on no host, nor does what Helm makes one of.
      const isLeft =
        isTestMaterial(path) ||
        isBuilding(path) ||
        strict.has(baseName(path)) ||
        /^apiVersion:/m.test(text) ||
        charts.some((chart) => path.startsWith(chart));
      const first = isLeft ? undefined : syntax.secrets.find(isKept(path, text));
      if (!file || !first || !isOpen(file)) continue;
      const own = file.mode & 0o700;
      report({ path, span: first.span }, 'shipped', {
        data: { mode: octal(file.mode), what: first.kind === 'key' ? 'a private key' : 'a password' },
        confidence: first.kind === 'key' ? 'certain' : 'likely',
        fix: { title: `Let only the owner read ${baseName(path)}`, applies: 'after-review', edits: [], modes: [{ path, mode: own }] },
      });
    }
    const texts = new Map(subjects.text.map((text) => [text.path, text.syntax.secrets]));
    for (const { script, given: own, written } of scripts) {
      if (own.length === 0 || isTestMaterial(script.path)) continue;
      const known = texts.get(script.path) ?? [];
      const secret = new Set(
        written.flatMap(({ files: own, parts, tellsSecret }) => (tellsSecret || parts.some((part) => known.some(liesIn(part))) ? own : [])),
      );
      for (const { span, mode, modeSpan, files: named } of own) {
        if (!letsOthersRead(mode)) continue;
        const file = named.find((each) => secret.has(each) || (isCredential(each) && !named.some(isForAll)));
        if (file === undefined) continue;
        report({ path: script.path, span }, 'made', {
          data: { mode, file },
          confidence: secret.has(file) ? 'certain' : 'likely',
          fix: ownersOnly(script, modeSpan),
        });
      }
    }
  },
});

const liesIn =
  (part: Span) =>
  ({ value }: FoundSecret): boolean =>
    value.start >= part.start && value.end <= part.end;

const isKept =
  (path: string, text: string) =>
  ({ kind, span }: FoundSecret): boolean =>
    (kind === 'key' && !isProgram(path) && !isKeyForTests(path, text, span.start)) ||
    (kind === 'literal' && isCredential(path) && !isForDevelopers(path, text, span.start));

const isOpen = (file: SourceEntry): file is SourceEntry & { readonly mode: number } => file.mode !== undefined && (file.mode & 0o004) !== 0;

const ownersOnly = ({ path }: Subject<'shell'>, span: Span): Fix => ({
  title: 'Let only the owner read it',
  applies: 'after-review',
  edits: [{ path, span, text: '0600' }],
});
