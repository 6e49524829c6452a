import { fact, type RuleContext, type Subject, type UpgradePackage } from '../../rule';
import { callersOf, freshStart, isAmongForeign, startOf, type Caller } from './callers';
import { byHand, foreignPath, ownPlace, runners, setUpPath, undoPath, upgradePath, type Runner } from './runner';
import { coldStart, type Start } from './session';

/** Who executes a script. */
export interface Who {
  readonly name: string;
  /** The package says so; otherwise it is what is left to assume. */
  readonly sure: boolean;
  /** It understands psql's own commands. */
  readonly isPsql: boolean;
  readonly onErrorStop: boolean;
  readonly start: Start;
  readonly callers: readonly Caller[];
}

/** `undefined`: somebody who lets only one runner in, or somebody of whom nothing is known, or not PostgreSQL. */
export function whoRuns(subject: Subject<'sql'>, { package: reviewed, inventory, environment }: RuleContext): Who | undefined {
  const { path, text, syntax } = subject;
  if (syntax.dialect === 'other' || undoPath.test(path)) return undefined;
  if (syntax.client) {
    const { onErrorStop } = syntax.client;
    return { name: 'psql', sure: true, isPsql: true, onErrorStop, start: freshStart(subject, reviewed), callers: [] };
  }
  if (foreignPath.test(path) || ownPlace.test(path) || text.slice(0, 400).includes('-- PostgreSQL database')) return undefined;
  const known = inventory.environments.find(({ name }) => name === environment)?.databases.flatMap(({ engine }) => engine ?? []) ?? [];
  const engines = reviewed.manifest?.syntax.database?.engine ? [reviewed.manifest.syntax.database.engine.value] : known;
  if (engines.length > 0 && !engines.some((engine) => /postgres|^pg|timescale|pgsql/i.test(engine))) return undefined;
  const running = callersOf(reviewed, path);
  const byPsql = (sure: boolean): Who => ({
    name: 'psql',
    sure,
    isPsql: true,

    onErrorStop: running.length > 0 && running.every(({ onErrorStop }) => onErrorStop),
    start: startOf(running),
    callers: running,
  });
  if (running.some(({ isExact }) => isExact)) return byPsql(true);
  const marked = runners.find((runner) => runner.mark?.test(text) === true || runner.path?.test(path) === true);
  const declared = declaredFor(path, reviewed);
  const tool = marked ?? declared?.runner ?? (declared ? undefined : evident(reviewed));
  if (tool) return tool.takesLock ? undefined : byTool(tool, text);
  if (declared && !byHand.test(declared.value)) return undefined;
  const sure = declared !== undefined || running.length > 0 || syntax.items.some(({ kind }) => kind === 'command');
  const isSetUp = setUpPath.test(path) && !upgradePath.test(path);
  return sure || (!isSetUp && !isAmongForeign(reviewed, path)) ? byPsql(sure) : undefined;
}

function byTool({ name }: Runner, text: string): Who {
  const transaction = !/^--.*(transaction:\s*false|notransaction)/im.test(text);
  return { name, sure: true, isPsql: false, onErrorStop: true, start: { ...coldStart, singleTransaction: transaction }, callers: [] };
}

/** What the manifest says about migrations in this place. */
function declaredFor(
  path: string,
  { manifest }: UpgradePackage,
): { readonly value: string; readonly runner: Runner | undefined } | undefined {
  const { runner, directory } = manifest?.syntax.migrations ?? {};
  if (!runner) return undefined;
  const folder = directory?.value.replace(/^\.?\//, '').replace(/\/*$/, '/');
  if (folder !== undefined && folder !== '/' && !`/${path}`.includes(`/${folder}`)) return undefined;
  const value = runner.value.trim().toLowerCase();
  return { value, runner: byHand.test(value) ? undefined : runners.find(({ called }) => called.test(value)) };
}

/** A tool that the package's files or scripts show. */
const evident = fact((reviewed: UpgradePackage): Runner | undefined =>
  runners.find(
    ({ project, command, argument }) =>
      (project !== undefined && reviewed.files.some(({ path }) => project.test(path))) ||
      (command !== undefined &&
        reviewed.subjects('shell').some(({ syntax }) => syntax.commands.some(({ words }) => runs(words, command, argument)))),
  ),
);

const launchers = /^(npx|bundle|java|docker|podman|yarn|pnpm|kubectl|docker-compose)$/;

function runs(words: readonly { readonly value: string | undefined }[], command: RegExp, argument: RegExp | undefined): boolean {
  const names = words.map(({ value }) => (value ?? '').replace(/^.*\//, ''));
  const named = launchers.test(names[0] ?? '') ? names.some((name) => command.test(name)) : command.test(names[0] ?? '');
  return named && (argument === undefined || names.some((name) => argument.test(name)));
}
