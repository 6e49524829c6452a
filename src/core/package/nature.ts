import { isChecksumFile, isWheelList } from './checksum-files';
import { endingOf, isBinaryName, isForPeople, isHarmlessName } from './file-names';
import { hostSettings } from './host-settings';
import { packedAs } from './packed';
import { interpreterOf } from './shebang';
import { baseName } from '../text/path';

/** What a file is that no rule reads. */
export interface Nature {
  /** For people: `Perl`, `text of an unknown kind`; absent: nothing in it could run or configure anything. */
  readonly language?: string;
  /** Somebody runs it by itself: its first line names an interpreter, or it lies where steps of an upgrade lie. */
  readonly runs: boolean;
}

/** Of files that are copied under their own name, and changed there. */
export const exampleEndings: readonly string[] = 'dist example sample default rpmnew dpkg-dist dpkg-new pacnew'.split(' ');

/** Of files that another one is made from. */
export const templateEndings: readonly string[] = 'j2 jinja jinja2 erb epp tpl tmpl template mustache hbs ctmpl in'.split(' ');

/** By interpreter, and by the ending of names. */
const languages: readonly { readonly language: string; readonly interpreters: readonly string[]; readonly endings: readonly string[] }[] = [
  { language: 'Perl', interpreters: ['perl'], endings: ['pl', 'pm', 'perl'] },
  { language: 'Python', interpreters: ['python', 'pypy'], endings: ['py', 'pyw'] },
  { language: 'Ruby', interpreters: ['ruby', 'jruby'], endings: ['rb', 'rake', 'gemspec'] },
  { language: 'PHP', interpreters: ['php'], endings: ['php', 'phtml', 'phar'] },
  {
    language: 'JavaScript',
    interpreters: ['node', 'nodejs', 'deno', 'bun', 'gjs'],
    endings: ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts', 'jsx', 'tsx'],
  },
  { language: 'PowerShell', interpreters: ['pwsh', 'powershell'], endings: ['ps1', 'psm1', 'psd1'] },
  { language: 'Windows batch', interpreters: ['cmd'], endings: ['bat', 'cmd'] },
  { language: 'Windows script', interpreters: [], endings: ['vbs', 'wsf', 'reg', 'inf'] },
  { language: 'a Windows installer', interpreters: [], endings: ['wxs', 'wxi', 'iss', 'nsi', 'nsh'] },
  { language: 'C shell', interpreters: ['csh', 'tcsh'], endings: ['csh', 'tcsh'] },
  { language: 'fish', interpreters: ['fish'], endings: ['fish'] },
  { language: 'awk', interpreters: ['awk', 'gawk', 'mawk'], endings: ['awk'] },
  { language: 'sed', interpreters: ['sed'], endings: ['sed'] },
  { language: 'Tcl', interpreters: ['tclsh', 'wish', 'expect'], endings: ['tcl', 'exp', 'expect'] },
  { language: 'Lua', interpreters: ['lua', 'luajit'], endings: ['lua'] },
  { language: 'Groovy', interpreters: ['groovy'], endings: ['groovy', 'gradle'] },
  { language: 'Erlang or Elixir', interpreters: ['escript', 'elixir', 'iex'], endings: ['escript', 'exs', 'ex', 'erl'] },
  { language: 'make', interpreters: ['make', 'gmake'], endings: ['mk', 'mak'] },
  { language: 'Nix', interpreters: ['nix-shell', 'nix'], endings: ['nix'] },
  { language: 'Salt', interpreters: [], endings: ['sls'] },
  { language: 'Puppet', interpreters: [], endings: ['pp'] },
  { language: 'Terraform', interpreters: [], endings: ['tf', 'tfvars', 'hcl'] },
  { language: 'Nomad', interpreters: [], endings: ['nomad'] },
  { language: 'just', interpreters: ['just'], endings: ['just'] },
  { language: 'an entry of a directory', interpreters: [], endings: ['ldif'] },
  { language: 'settings of macOS', interpreters: [], endings: ['plist', 'mobileconfig'] },
  { language: 'SELinux policy', interpreters: [], endings: ['te', 'cil'] },
  { language: 'firewall rules', interpreters: ['nft'], endings: ['nft', 'rules'] },
  { language: 'Oracle SQL', interpreters: ['sqlplus'], endings: ['pls', 'plsql', 'pkb', 'pks'] },
  {
    language: 'a template',
    interpreters: [],
    endings: templateEndings,
  },
];

const byInterpreter = new Map(languages.flatMap(({ language, interpreters }) => interpreters.map((name) => [name, language])));
const byEnding = new Map(languages.flatMap(({ language, endings }) => endings.map((ending) => [ending, language])));

/** Files without an ending whose names say what they are. */
const byName = new Map([
  ['justfile', 'just'],
  ['procfile', 'a list of processes'],
  ['.justfile', 'just'],
  ['dockerfile', 'Dockerfile'],
  ['containerfile', 'Dockerfile'],
  ['jenkinsfile', 'Groovy'],
  ['rakefile', 'Ruby'],
  ['gemfile', 'Ruby'],
  ['vagrantfile', 'Ruby'],
  ['sudoers', 'sudoers'],
]);

/** Folders that say more of a file than its name. */
const byPlace: readonly (readonly [RegExp, string])[] = [
  [/(^|\/)(gnu)?makefile([._-][^/]*)?$/i, 'make'],
  [/(^|\/)(docker|container)file[.-][\w.-]+$|\.dockerfile$/i, 'Dockerfile'],
  [/(^|\/)sudoers\.d\//, 'sudoers'],
  [/(^|\/)logrotate\.d\//, 'logrotate'],
  [/(^|\/)polkit-1\/(.*\/)?rules\.d\//, 'polkit rules'],
  [/(^|\/)(udev\/(.*\/)?rules\.d|lib\/udev)\/|-udev\.rules$|\.udev$/, 'udev rules'],
  [/(^|\/)pam\.d\//, 'PAM'],
  [/(^|\/)apparmor\.d\//, 'AppArmor'],
];

/** What describes hosts and services, and is applied to them as a whole; recipes that somebody is told to run. */
const applied =
  /\.(tf|nomad|nomad\.hcl|pp|sls|ldif|reg|vbs|wsf|mobileconfig)$|(^|\/)Launch(Daemons|Agents)\/|(^|\/)(com|org|net|io)\.[^/]*\.plist$|(^|\/)(\.?justfile|Procfile)$|(^|\/)cookbooks\/.*\.rb$|(^|\/)recipes\/[^/]+\.rb$/i;

/** Whoever unpacks the package builds or installs with it. */
const topMakefile = /^([^/]+\/)?(gnu)?makefile$/i;

/** Where steps of an upgrade lie, and what they are called. */
const stepPlace =
  /(^|[/_.-])(scripts?|s?bin|hooks?|migrations?|alembic|install\w*|upgrade\w*|update\w*|deploy\w*|setup|uninstall\w*|rollback|post\w*|pre\w*|migrate\w*|init\.d|sudoers\.d)([/_.-]|$)/i;

const nameOf = (path: string): string => baseName(path).toLowerCase();

/** What an office document has its program run. */
const macros = /(^|\/)vbaProject\.bin$/i;

/** `head`: the first bytes; `executable`: the archive records that it may be executed. */
export function natureOf(path: string, head: Uint8Array, executable: boolean): Nature {
  const text = new TextDecoder('latin1').decode(head);
  const interpreter = interpreterOf(text);
  const runs =
    interpreter !== undefined ||
    executable ||
    stepPlace.test(path) ||
    applied.test(path) ||
    topMakefile.test(path) ||
    hostSettings(path) !== undefined;
  if (interpreter !== undefined) return { language: byInterpreter.get(interpreter) ?? `a script for ${interpreter}`, runs };
  // Whatever lies in it, somebody unpacks it to use that.
  const packed = packedAs(head);
  if (packed !== undefined) return { language: packed, runs: true };
  if (macros.test(path)) return { language: 'a project of macros', runs: true };
  if (compressedText.test(path)) return { language: 'compressed text', runs: !isForPeople(path) };
  if (compressedImage.test(path)) return { language: 'a compressed image', runs: true };
  const placed = isBinaryName(path) ? undefined : byPlace.find(([place]) => place.test(path))?.[1];
  const named = placed ?? byEnding.get(endingOf(path)) ?? byName.get(nameOf(path));
  if (named !== undefined) return { language: named, runs };
  if (isHarmlessName(path) || formVersion.test(path) || isChecksumFile(path) || isWheelList(path) || head.length === 0)
    return { runs: false };
  if (head.includes(0)) return { language: 'an unknown binary format', runs: false };
  return isForPeople(path)
    ? { runs: false }
    : {
        language: 'text of an unknown kind',
        runs: executable || hostSettings(path) !== undefined || (runs && !nameOf(path).includes('.')),
      };
}

/** What tells dpkg and opkg the form of a package. */
const formVersion = /(^|\/)debian-binary$/;

/** One file, compressed: what a script unpacks or pipes somewhere. Most are opened; these are left where they cannot be. */
const compressedText =
  /\.(sh|bash|sql|ddl|psql|dump|py|pl|rb|service|timer|ya?ml|json|toml|xml|conf|ini|cfg|properties|env)\.(gz|bz2|xz|zst|lzma|br|lz4|lzo|lz|z)$/i;

/** The same of a disk. */
const compressedImage = /\.(img|iso|raw|wic|qcow2|vmdk|vhdx?|squashfs|ext[234]|ubi|ubifs)\.(gz|bz2|xz|zst|lzma|lz4|lzo|z)$/i;
