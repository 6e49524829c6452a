import { callsByPath } from '../../facts/scripts/calls-by-path';
import { madeExecutable } from '../../facts/made-executable';
import { fileOf } from '../../package/named-file';
import type { SourceEntry } from '../../package/source';
import { executable, octal } from '../../package/mode';
import type { Fix } from '../finding';
import { defineRule } from '../rule';
import { fileFact } from '../../subject/fact';
import type { Subject, PackageView } from '../../subject/subject';
import { isTestMaterial } from '../../package/test-material';
import { isBuilding } from '../../package/workshop';
import { baseName, folderOf } from '../../text/path';

export const notExecutable = defineRule({
  id: 'archive/not-executable',
  target: 'package',
  reads: ['shell'],
  severity: 'error',
  confidence: 'likely',
  hazards: ['half-done'],
  fixable: true,
  summary: 'A script calls a file of the package that may not be executed',
  rationale: [
    'The archive records for every file whether it may be executed. A file without that bit cannot be called: the shell says "Permission denied" (exit code 126), and the upgrade stops or goes on without the step.',
    'Archives that are packed on another system, or from a checkout that lost the bits, have this fault for all of their scripts at once.',
    '',
    'The rule is silent where the archive records no permissions, where the file is given to an interpreter (`bash x.sh`), where a script of the package',
    'makes it executable (`chmod +x`, `install -m 755`) or asks with `-x` before, and for absolute paths, which name files of the host.',
    '',
    'With the fix, everybody who may read the file may also execute it. The patched package records the new mode, and so does the patch.',
  ].join('\n'),
  references: ['https://man7.org/linux/man-pages/man1/chmod.1p.html', 'https://man7.org/linux/man-pages/man2/execve.2.html'],
  messages: {
    called: (d: { path: string; mode: string }) =>
      `${d.path} has the mode ${d.mode} and may not be executed: the call ends with "Permission denied".`,
  },
  check(reviewed, { report }) {
    if (!reviewed.files.some(({ mode }) => mode !== undefined)) return;
    for (const script of reviewed.subjects.shell) {
      if (isTestMaterial(script.path)) continue;
      for (const { named, span } of callsByPath(script)) {
        const file = calledFile(reviewed, named, script.path);
        if (file?.mode === undefined || file.mode & 0o111) continue;
        if (madeExecutable(reviewed)(nameOf(file)) || asksFirst(script, file)) continue;
        report({ path: script.path, span }, 'called', {
          data: { path: file.path, mode: octal(file.mode) },
          ...(isBuilding(script.path) && { confidence: 'possible' }),
          fix: executableFix(file.path, file.mode),
          related: [{ at: 'package', path: file.path, span: { start: 0, end: 0 }, message: 'The file without the right to be executed' }],
        });
      }
    }
  },
});

/** Who may read the file may then execute it. Always safe: the script of the package says that it is to be called. */
function executableFix(path: string, mode: number): Fix | undefined {
  const wanted = executable(mode);
  if (wanted === mode) return undefined;
  return { title: `Make ${path} executable (mode ${octal(wanted)})`, edits: [], modes: [{ path, mode: wanted }], applies: 'always' };
}

function calledFile({ files }: PackageView<'shell'>, named: string, from: string): SourceEntry | undefined {
  const names = named.split('/').filter((name) => name !== '' && name !== '.' && name !== '..');
  const file = fileOf(files, names.join('/'), names.length);
  // A bare name is a file's beside the script, or at the top: whatever else has the name, the script may be elsewhere by then.
  if (names.length === 1 && file && ![folderOf(from), ''].includes(folderOf(file.path))) return undefined;
  return file && !file.symlink && file.size > 0 ? file : undefined;
}

const nameOf = ({ path }: SourceEntry): string => baseName(path);

/** Words of the lines that ask whether something may be executed. */
const askedIn = fileFact('shell', ({ text }): ReadonlySet<string> => {
  const lines = text.includes('-x ') ? text.split('\n').filter((line) => line.includes('-x ')) : [];
  return new Set(lines.flatMap((line) => line.split(/[\s/"'$(){}[\];&|]+/)));
});

const asksFirst = (script: Subject<'shell'>, file: SourceEntry): boolean => askedIn(script).has(nameOf(file));
