import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One script that is run in a root, and what is done to the root beforehand. */
export interface Stage {
  readonly name: string;
  /** Commands of the host, run before; `$root` is the root. */
  readonly before: string;
  /** Path of the script inside the root. */
  readonly script: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** What was there before and after, one line for each path, and the calls. */
export interface StageRun {
  readonly stage: Stage;
  readonly before: string;
  readonly after: string;
  readonly accounts: readonly [before: string, after: string];
  readonly trace: string;
  readonly status: number;
}

const calls =
  'execve,openat,open,creat,unlink,unlinkat,rename,renameat,renameat2,mkdir,mkdirat,rmdir,link,linkat,symlink,symlinkat,mknod,mknodat,chmod,fchmod,fchmodat,chown,fchown,lchown,fchownat,truncate,ftruncate,utimensat,clone,clone3,fork,vfork,chdir';

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** Type, mode, owner, group, size, time and link of each path that the run has touched. */
const listing = 'find "$work/upper" -mindepth 1 -printf \'/%P\\t%y\\t%m\\t%U\\t%G\\t%s\\t%T@\\t%l\\n\'';
const accounts = '(cd "$root/etc" && grep -H . passwd group)';

function commandsOf({ before, script, args, environment }: Stage, number: number): string {
  const variables = Object.entries(environment).map(([name, value]) => quoted(`${name}=${value}`));
  const run = ['env', '-i', ...variables, quoted(script), ...args.map(quoted)].join(' ');
  return `
( ${before || ':'} ) >"$work/${number}.prepared" 2>&1 || true
${listing} >"$work/${number}.before"; ${accounts} >"$work/${number}.accounts-before"
timeout -k 1 30 strace -f -y -qq -s 4096 --seccomp-bpf -e trace=${calls} -e signal=none -o "$work/${number}.trace" chroot "$root" ${run} </dev/null >"$work/${number}.output" 2>&1
echo $? >"$work/${number}.status"
${listing} >"$work/${number}.after"; ${accounts} >"$work/${number}.accounts-after"
`;
}

/** Runs scripts one after the other in a throw-away view of the root: without network, in a process space that ends with them. */
export function runStages(base: string, work: string, stages: readonly Stage[]): readonly StageRun[] {
  rmSync(work, { recursive: true, force: true });
  for (const name of ['upper', 'overlay', 'root']) mkdirSync(join(work, name), { recursive: true });
  const driver = `work=${quoted(work)}; root="$work/root"
mount -t overlay overlay -o ${quoted(`lowerdir=${base},upperdir=${join(work, 'upper')},workdir=${join(work, 'overlay')}`)} "$root"
mount -t proc proc "$root/proc"
${stages.map(commandsOf).join('')}`;
  writeFileSync(join(work, 'driver.sh'), driver);
  execFileSync('unshare', ['-n', '-m', '--pid', '--fork', 'sh', join(work, 'driver.sh')], { stdio: 'ignore' });
  const read = (number: number, what: string) => readFileSync(join(work, `${number}.${what}`), 'utf8');
  const runs = stages.map((stage, number) => ({
    stage,
    before: read(number, 'before'),
    after: read(number, 'after'),
    accounts: [read(number, 'accounts-before'), read(number, 'accounts-after')] as const,
    trace: read(number, 'trace'),
    status: Number(read(number, 'status')),
  }));
  if (!process.env['KEEP']) rmSync(work, { recursive: true, force: true });
  return runs;
}
