import { isTestMaterial } from '../../package/test-material';
import { octal } from '../../package/mode';
import type { FoundSecret } from '../../parse/secrets/secrets';
import type { ShellCommand } from '../../parse/shell';
import type { SourceEntry } from '../../package/source';
import type { Subject } from '../../subject/subject';
import { baseName } from '../../text/path';
import { defineRule } from '../rule';
import { isCredential, isForAll, letsOthersRead, modeGiven } from './readable-by-all/file-modes';
import { writesSecret } from './readable-by-all/secret-writers';

export const readableByAll = defineRule({
  id: 'secret/readable-by-all',
  target: 'package',
  reads: ['shell', 'text'],
  severity: 'error',
  confidence: 'certain',
  hazards: ['exposes-secret'],
  fixable: true,
  summary: 'A key or a file with passwords is installed so that every account of the host can read it',
  rationale: `Any account will do to read it: that of a web server with a hole in it, of a backup agent, of a guest. Most servers and clients refuse such a file (\`ssh\`, \`libpq\`) or warn about it, and the upgrade stops there.

Reported are files of the package that hold a private key, and files for passwords (\`.pgpass\`, \`.netrc\`, \`.my.cnf\`, \`.env\`, \`secrets.yaml\` and their kin) in which one was found, where the archive lets others read them;
and commands of scripts that give such a file, or one that the script has just written a secret to, a mode that lets others read it (\`chmod 644 server.key\`, \`install -m 0644\`).

It is silent where a script of the package gives the file a stricter mode, where the archive records no modes, and about keys by which packages are checked, which everybody may read. A file that a script writes and gives no mode is left to the umask and not reported.

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
    const strict = new Set(subjects.shell.flatMap(({ syntax }) => syntax.commands.flatMap(madeStrict)));
    const modes = new Map(files.map((file) => [file.path, file]));
    for (const { path, syntax } of subjects.text) {
      const file = modes.get(path);
      const first = isTestMaterial(path) || strict.has(baseName(path)) ? undefined : syntax.secrets.find(isKept(path));
      if (!file || !first || !isOpen(file)) continue;
      const own = file.mode & 0o700;
      report({ path, span: first.span }, 'shipped', {
        data: { mode: octal(file.mode), what: first.kind === 'key' ? 'a private key' : 'a password' },
        confidence: first.kind === 'key' ? 'certain' : 'likely',
        fix: { title: `Let only the owner read ${baseName(path)}`, applies: 'after-review', edits: [], modes: [{ path, mode: own }] },
      });
    }
    for (const script of subjects.shell) {
      const known = subjects.text
        .filter(({ path }) => path === script.path)
        .flatMap(({ syntax }) => syntax.secrets.map(({ value }) => value));
      const written = new Set(script.syntax.commands.flatMap((command) => writesSecret(command, script.text, known)));
      for (const command of script.syntax.commands) {
        const given = modeGiven(command);
        if (!given || isTestMaterial(script.path) || !letsOthersRead(given.mode.value ?? given.mode.text)) continue;
        const file = given.files.find(
          ({ text }) => written.has(text) || (isCredential(text) && !given.files.some((other) => isForAll(other.text))),
        );
        if (!file) continue;
        report({ path: script.path, span: command.span }, 'made', {
          data: { mode: given.mode.value ?? given.mode.text, file: file.value ?? file.text.replace(/["']/g, '') },
          confidence: written.has(file.text) ? 'certain' : 'likely',
          fix: ownersOnly(script, given.mode.span),
        });
      }
    }
  },
});

const isKept =
  (path: string) =>
  ({ kind }: FoundSecret): boolean =>
    kind === 'key' || (kind === 'literal' && isCredential(path));

const isOpen = (file: SourceEntry): file is SourceEntry & { readonly mode: number } => file.mode !== undefined && (file.mode & 0o004) !== 0;

/** Names of files that a command closes to others. */
function madeStrict(command: ShellCommand): readonly string[] {
  const given = modeGiven(command);
  return given && !letsOthersRead(given.mode.value ?? given.mode.text)
    ? given.files.map(({ value, text }) => baseName((value ?? text).replace(/["']/g, '')))
    : [];
}

const ownersOnly = ({ path }: Subject<'shell'>, span: { readonly start: number; readonly end: number }) => ({
  title: 'Let only the owner read it',
  applies: 'after-review' as const,
  edits: [{ path, span, text: '0600' }],
});
