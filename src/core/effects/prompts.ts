import { holesIn } from '../parse/shell-template';
import type { ShellCommand } from '../parse/shell-script';
import { hasOption, optionOf, type CommandLine } from './command-line';
import type { Course } from './course';

/** Somebody feeds the command: it waits for nobody. The terminal is a person. */
export const isFed = ({ redirects, heredocs, pipeline, span }: ShellCommand, { hasInput }: Course): boolean =>
  !redirects.some(({ operator, target }) => operator === '<' && target.value === '/dev/tty') &&
  (hasInput ||
    heredocs.length > 0 ||
    pipeline.findIndex((one) => one.span.start === span.start) > 0 ||
    redirects.some(({ operator }) => operator.startsWith('<')));

const changes =
  /^(install|reinstall|remove|purge|erase|autoremove|upgrade|update|dist-upgrade|full-upgrade|safe-upgrade|build-dep|localinstall|groupinstall|downgrade|distro-sync|swap|in|rm|up|dup|patch)$/;

/** Options in a variable may be those that nobody sees here. */
const hasOpenOptions = ({ operands }: CommandLine): boolean =>
  operands.some(
    ({ value, word }) =>
      !word.text.startsWith('"') && holesIn(value).some((name) => /opt|arg|flag|yes|assume|silent|quiet|@|\*/i.test(name)),
  );

const isYes = (line: CommandLine): boolean =>
  hasOption(
    line,
    'y',
    'yes',
    'assume-yes',
    'assumeyes',
    'assume-no',
    'assumeno',
    'force-yes',
    's',
    'simulate',
    'dry-run',
    'just-print',
    'print-uris',
    'download-only',
    'd',
    'h',
    'help',
  ) ||
  line.options.filter(({ name }) => name === 'q' || name === 'quiet').length > 1 ||
  line.options.some(({ name, value }) => /^(o|option)$/.test(name) && /Assume-Yes/i.test(value?.value ?? '')) ||
  line.options.some(({ at }) => at.value === '-q=2' || at.value === '-q2');

type Waits = (line: CommandLine, command: ShellCommand, course: Course) => boolean;

const apt: Waits = (line) =>
  changes.test(line.operands[0]?.value ?? '') && line.operands[0]?.value !== 'update' && !isYes(line) && !hasOpenOptions(line);
const dnf: Waits = (line) => changes.test(line.operands[0]?.value ?? '') && !isYes(line) && !hasOpenOptions(line);
const always: Waits = () => true;

/** Nobody is asked where debconf is told so (debconf(7)). */
const isNonInteractive = ({ assignments, wrappers }: ShellCommand, { variables }: Course): boolean =>
  variables.get('DEBIAN_FRONTEND') !== undefined ||
  assignments.some(({ name }) => name === 'DEBIAN_FRONTEND') ||
  wrappers.flat().some(({ text }) => text.startsWith('DEBIAN_FRONTEND='));

/** `EDITOR='sed -i …' visudo`: what is put in the place of the editor edits. */
function hasEditor({ assignments, wrappers }: ShellCommand, { variables }: Course): boolean {
  const given = ['SUDO_EDITOR', 'VISUAL', 'EDITOR'].flatMap((editor) => [
    ...(variables.get(editor)?.values ?? []),
    ...assignments.flatMap(({ name, value }) => (name === editor ? (value?.value ?? []) : [])),
    ...wrappers.flat().flatMap(({ text }) => (text.startsWith(`${editor}=`) ? text.slice(editor.length + 1) : [])),
  ]);
  return given.length > 0 && !given.some((value) => isEditor.test(value));
}

/** Programs with which a person edits. */
const isEditor = /^["']?(\S*\/)?(n?vim?|vim\.\w+|nano|pico|emacs|joe|mcedit|ed|sensible-editor|editor|code)\b/;

/** Programs that ask a person, and with which arguments they do. */
const waiting: ReadonlyMap<string, Waits> = new Map(
  Object.entries<Waits>({
    'apt-get apt aptitude': apt,
    'dnf yum microdnf tdnf dnf5': dnf,
    zypper: (line, ...more) => dnf(line, ...more) && !hasOption(line, 'n', 'non-interactive'),
    pacman: (line) =>
      hasOption(line, 'S', 'U', 'R', 'sync', 'upgrade', 'remove') && line.operands.length > 0 && !hasOption(line, 'noconfirm'),
    passwd: (line) =>
      !hasOption(line, 'stdin', 'l', 'lock', 'u', 'unlock', 'd', 'delete', 'e', 'expire', 'S', 'status', 'x', 'n', 'w', 'i'),
    'vi vim nano emacs joe mcedit pico sensible-editor editor': (line) => !hasOption(line, 'c', 'es', 's', 'e', 'batch', 'version'),
    'visudo vipw vigr': (line, command, course) => !hasOption(line, 'c', 'check') && !hasEditor(command, course),
    'dialog whiptail': (line) => !hasOption(line, 'infobox', 'version', 'gauge'),
    mysql_secure_installation: (line) => !hasOption(line, 'use-default', 'D'),
    'mysql mariadb mysqldump mysqladmin': (line) => line.options.some(({ at }) => /^(-p|--password)$/.test(at.word.text)),
    'psql pg_dump pg_restore': (line) => hasOption(line, 'W', 'password'),
    'ssh-keygen': (line) => !hasOption(line, 'R', 'y', 'l', 'A', 'F', 'e', 'i', 'L', 'N', 'H', 'B', 'Q', 's', 'k', 'Y'),
    openssl: (line) =>
      line.operands[0]?.value === 'req' && hasOption(line, 'new', 'x509', 'newkey') && !hasOption(line, 'subj', 'config', 'batch', 'in'),
    adduser: (line) =>
      line.operands.length === 1 &&
      !hasOption(line, 'system', 'disabled-password', 'disabled-login', 'gecos', 'comment', 'group', 'quiet') &&
      line.options.every(({ name }) => name.length > 1),
    'dpkg-reconfigure': (line, command, course) =>
      !hasOption(line, 'u', 'unseen-only') &&
      (optionOf(line, 'f', 'frontend')?.value ?? '') !== 'noninteractive' &&
      !line.options.some(({ at }) => /noninteractive/.test(at.value)) &&
      !isNonInteractive(command, course),
    'docker podman': (line) => line.operands.some(({ value }) => value === 'prune') && !hasOption(line, 'f', 'force'),
    'rm cp mv': (line) => hasOption(line, 'i', 'interactive') && !hasOption(line, 'f', 'force'),
    'sensible-pager pg most': always,
    // What nobody looks at is passed on as it is.
    'less more': (line, { redirects, pipeline, span }) =>
      line.operands.length > 0 &&
      pipeline.at(-1)?.span.start === span.start &&
      !redirects.some(({ operator }) => operator.includes('>')) &&
      !hasOption(line, 'version', 'help', 'V'),
    'gpg gpg2': (line) =>
      hasOption(line, 'gen-key', 'full-gen-key', 'full-generate-key', 'generate-key', 'edit-key') &&
      !hasOption(line, 'batch', 'command-fd', 'command-file'),
    'ssh-copy-id kdialog zenity': always,
    'fdisk gdisk cfdisk': (line) => line.operands.length > 0 && !hasOption(line, 'l', 'list', 's', 'x', 'V', 'v', 'h', 'help'),
    parted: (line) => !hasOption(line, 's', 'script', 'l', 'list', 'm') && line.operands.length > 1,
    'lvremove vgremove lvreduce': (line) => !hasOption(line, 'y', 'yes', 'f', 'force', 't', 'test'),
    htpasswd: (line) => !hasOption(line, 'b', 'i', 'D', 'v'),
    smbpasswd: (line) => !hasOption(line, 's', 'x', 'd', 'e', 'n'),
    certbot: (line) =>
      !hasOption(line, 'n', 'non-interactive', 'noninteractive', 'agree-tos') &&
      !/^(renew|certificates)$/.test(line.operands[0]?.value ?? ''),
    kinit: (line) => !hasOption(line, 'k', 't', 'R', 'n', 'X', 'c'),
    'terraform tofu': (line) =>
      /^(apply|destroy)$/.test(line.operands[0]?.value ?? '') && line.operands.length === 1 && !hasOption(line, 'auto-approve', 'input'),
    'pip pip3': (line) => line.operands[0]?.value === 'uninstall' && !hasOption(line, 'y', 'yes'),
    snap: (line) => line.operands[0]?.value === 'login',
    ufw: (line) => line.operands[0]?.value === 'reset' && !hasOption(line, 'force'),
    'do-release-upgrade': (line) => !hasOption(line, 'f', 'frontend', 'c', 'check-dist-upgrade-only'),
    sudoedit: (_line, command, course) => !hasEditor(command, course),
  }).flatMap(([names, waits]) => names.split(' ').map((name) => [name, waits] as const)),
);

/** Passwords come from the terminal, whatever the input is. */
const readsTerminal = /^(mysql|mariadb|mysqldump|mysqladmin|psql|pg_dump|pg_restore)$/;

/** Whether a command waits until a person has typed something. */
export function waitsForPerson(line: CommandLine, command: ShellCommand, course: Course): boolean {
  const waits = waiting.get(line.program);
  return waits !== undefined && (readsTerminal.test(line.program) || !isFed(command, course)) && waits(line, command, course);
}
