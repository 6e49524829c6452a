import { baseName } from '../../text/path';
import { isKnown, type Template } from '../../parse/shell-template';
import { hasOption, optionOf, type CommandLine } from '../command-line';
import { each, type Family, type Form, type Said } from './form';
import { fromFile } from './unread';

/** `cp`, `mv`, `install`: into the folder that `-t` names, or to the last operand. */
const into =
  (kind: 'file.write' | 'file.move' | 'file.link') =>
  (line: CommandLine): readonly Said[] => {
    const folder = optionOf(line, 't', 'target-directory');
    const last = folder ?? line.operands.at(-1);
    const sources = folder ? line.operands : line.operands.slice(0, -1);
    if (!last) return [];
    const isFolder =
      folder !== undefined ||
      (!hasOption(line, 'T', 'no-target-directory') &&
        (sources.length > 1 || /\/\.?$/.test(last.value) || sources.some(({ value }) => value.includes('*'))));
    return sources.map(({ value }) => ({ kind, target: last, from: value, ...(isFolder && intoFolder(last.value, value)) }));
  };

/** What a file is called once it lies in a folder; of one that a variable names nobody knows yet. */
function intoFolder(folder: Template, file: Template): Pick<Said, 'name' | 'isInto'> {
  const base = baseName(file.endsWith('/') ? file.slice(0, -1) : file);
  const plain = folder.replace(/\/\.?$/, '');
  if (!isKnown(base)) return { name: plain, isInto: true };
  return { name: base === '.' ? plain || '/' : `${plain}/${base}` };
}

/** `rsync -a conf/ /etc/dten/`: what lies in the folder; without the slash the folder itself. `--delete`: what the source lacks goes. */
function copiedFolders(line: CommandLine): readonly Said[] {
  const { operands } = line;
  const target = operands.at(-1);
  if (!target) return [];
  const folder = target.value.replace(/\/$/, '');
  const sources = operands.slice(0, -1);
  if (sources.length === 0) return [{ kind: 'file.write', target }];
  const isMirror = hasOption(line, 'delete', 'del', 'delete-before', 'delete-during', 'delete-delay', 'delete-after', 'delete-excluded');
  const gone: readonly Said[] =
    isMirror && sources.length === 1 && wholeFolder.test(sources[0]?.value ?? '')
      ? [{ kind: 'file.delete', target, name: `${folder}/*` }]
      : [];
  const copied = sources.map(({ value }): Said => {
    if (wholeFolder.test(value)) return { kind: 'file.write', target, name: `${folder}/*`, from: `${value.replace(/\.$/, '')}*` };
    return {
      kind: 'file.write',
      target,
      from: value,
      ...((target.value.endsWith('/') || sources.length > 1) && intoFolder(target.value, value)),
    };
  });
  return [...gone, ...copied];
}

/** With a slash at its end a folder stands for what lies in it. */
const wholeFolder = /[^/]\/\.?$/;

const unpacked: Form = {
  valued: '-d -x -P -C',
  with: [['l t v Z z', {}]],
  says: (line) => {
    const folder = optionOf(line, 'd', 'C');
    const [archive] = line.operands;
    return archive ? [{ kind: 'archive.extract', ...(folder ? { target: folder } : { name: '.' }), from: archive.value }] : [];
  },
};

/** Old style: `tar xzf a.tgz -C /opt` has its letters without a dash. */
function tar(line: CommandLine): readonly Said[] {
  const letters = line.operands[0]?.value ?? '';
  const isOld = line.options.every(({ name }) => !/^(x|extract|get|c|create|t|list|r|u)$/.test(name)) && /^[a-zA-Z]+$/.test(letters);
  const rest = isOld ? line.operands.slice(1) : line.operands;
  const archive = optionOf(line, 'f', 'file') ?? (isOld && letters.includes('f') ? rest[0] : undefined);
  const extracts = hasOption(line, 'x', 'extract', 'get') || (isOld && letters.includes('x'));
  const creates = hasOption(line, 'c', 'create', 'r', 'u', 'append', 'update') || (isOld && /[cru]/.test(letters));
  const folder = optionOf(line, 'C', 'directory');
  if (extracts)
    return [{ kind: 'archive.extract', ...(folder ? { target: folder } : { name: '.' }), ...(archive && { from: archive.value }) }];
  return creates && archive && archive.value !== '-' ? [{ kind: 'file.write', target: archive }] : [];
}

/** `chmod 640 a b`, `chmod -w a`. */
function chmod(line: CommandLine): readonly Said[] {
  const { operands, options } = line;
  const away = options.find(({ name }) => /^[rwxXst]$/.test(name))?.at;
  const mode = away ?? operands[0];
  return operands
    .slice(away || hasOption(line, 'reference') ? 0 : 1)
    .map((target) => ({ kind: 'file.mode', target, ...(mode && !hasOption(line, 'reference') && { mode }) }));
}

/** `-m 0750`. */
function withMode(line: CommandLine, said: readonly Said[]): readonly Said[] {
  const mode = optionOf(line, 'm', 'mode');
  return mode ? said.map((one) => ({ ...one, mode })) : said;
}

const made =
  (kind: 'dir.create' | 'file.write') =>
  (line: CommandLine): readonly Said[] =>
    withMode(
      line,
      line.operands.map((target) => ({ kind, target })),
    );

function dd({ operands }: CommandLine): readonly Said[] {
  const valueOf = (name: string) => operands.find(({ value }) => value.startsWith(`${name}=`));
  const output = valueOf('of');
  const input = valueOf('if')?.value.slice(3);
  return output
    ? [{ kind: 'file.write', target: { ...output, value: output.value.slice(3) }, ...(input !== undefined && { from: input }) }]
    : [];
}

/** `find … -delete`; what `-exec` runs is found as a command of its own. */
/** `yq w -i FILE KEY VALUE` before version 4, `yq -i EXPRESSION FILE` since. */
function yqEdited({ operands }: CommandLine): readonly Said[] {
  const [verb, first] = operands;
  const isOld = /^(?:w|write|d|delete|m|merge|p|prefix|n|new)$/.test(verb?.value ?? '');
  const file = isOld ? first : operands.at(-1);
  return [{ kind: 'file.edit', ...(file && { target: file }) }];
}

function find({ operands, options }: CommandLine): readonly Said[] {
  const folders = operands.filter(({ value }) => !/^[!()+;]$|^\\/.test(value));
  const name = options.find((option) => /^i?name$/.test(option.name))?.value?.value ?? '*';
  const deletes = options.some((option) => option.name === 'delete');
  return deletes && folders[0] ? [{ kind: 'file.delete', target: folders[0], name: `${folders[0].value}/${name}` }] : [];
}

/** `ln -s ../dten.service /etc/systemd/system/multi-user.target.wants/`: what `systemctl enable` does (systemd.unit(5)). */
function enabledByLink({ operands }: CommandLine): readonly Said[] {
  const [from, target] = [operands.at(-2), operands.at(-1)];
  const [, name] = /\.(?:wants|requires)\/([^/]*)$/.exec(target?.value ?? '') ?? [];
  if (!from || !target || name === undefined) return [];
  return [{ kind: 'unit.enable', target: name === '' ? from : target, name: baseName(name === '' ? from.value : name) }];
}

/** Copies, moves, removes, changes modes and owners (coreutils, findutils, tar, rsync). */
export const files: Family = {
  cp: { valued: '-t --target-directory -S --suffix', says: into('file.write') },
  mv: { valued: '-t --target-directory -S --suffix', says: into('file.move') },
  ln: {
    valued: '-t --target-directory -S --suffix',
    says: (line) =>
      line.operands.length === 1 && !hasOption(line, 't')
        ? [{ kind: 'file.link', name: '.', from: line.operands[0]?.value ?? '' }]
        : [...into('file.link')(line), ...enabledByLink(line)],
  },
  link: { last: 'file.link' },
  install: {
    valued: '-m --mode -o --owner -g --group -S --suffix -t --target-directory',
    with: [['d directory', { says: made('dir.create') }]],
    says: (line) => withMode(line, into('file.write')(line)),
  },
  rsync: {
    valued:
      '-e --rsh --exclude --include --exclude-from --include-from --files-from --bwlimit --timeout --chown --chmod --backup-dir --suffix -f --filter --log-file --password-file --port -T --temp-dir --link-dest --rsync-path',
    says: copiedFolders,
  },
  'rm unlink shred srm': { ...each('file.delete'), valued: '-n --iterations -s --size' },
  rmdir: each('file.delete'),
  mkdir: { says: made('dir.create'), valued: '-m --mode -Z --context' },
  mktemp: { valued: '-p --tmpdir --suffix' },
  'touch truncate fallocate': { ...each('file.edit'), valued: '-d --date -r --reference -t -s --size -l --length -o --offset' },
  mkfifo: { says: made('file.write'), valued: '-m --mode' },
  mknod: { first: 'file.write', valued: '-m --mode' },
  chmod: { valued: '--reference', says: chmod },
  setfacl: {
    valued: '-m --modify -x --remove -M -X --set --set-file --restore',
    says: (line) => {
      const mode = optionOf(line, 'm', 'modify', 'set');
      return line.operands.map((target) => ({ kind: 'file.mode', target, ...(mode && { mode }) }));
    },
  },
  'chattr chcon': {
    ...each('file.mode', { skip: 1 }),
    valued: '--reference',
    with: [['reference', each('file.mode')]],
  },
  'chown chgrp': { ...each('file.owner', { skip: 1 }), valued: '--reference --from', with: [['reference', each('file.owner')]] },
  tee: { each: 'file.write', with: [['a append', each('file.append')]] },
  sponge: each('file.write'),
  dd: { says: dd },
  split: { valued: '-a -b -C -l -n', last: 'file.write' },
  csplit: {},
  patch: {
    valued: '-p -i --input -d --directory -o --output -r -B -D -F -g -V -Y -z --strip',
    with: [['dry-run', {}]],
    says: (line) => [
      {
        kind: 'file.edit',
        ...(line.operands[0] ? { target: line.operands[0] } : { name: optionOf(line, 'd', 'directory')?.value ?? '.' }),
      },
    ],
  },
  'sed gsed': {
    valued: '-e --expression -f --file -l --line-length',
    code: 'e expression',
    codeOperand: { unless: 'f file' },
    language: 'sed',
    with: [
      [
        'i in-place I',
        {
          valued: '-e -f',
          says: (line) => [
            ...fromFile('f file')(line),
            ...line.operands
              .slice(hasOption(line, 'e', 'f', 'expression', 'file') ? 0 : 1)
              .map((target) => ({ kind: 'file.edit', target }) as const),
          ],
        },
      ],
    ],
    says: fromFile('f file'),
  },
  find: {
    singleDash: true,
    valued:
      '-name -iname -path -ipath -type -mtime -mmin -ctime -atime -newer -maxdepth -mindepth -user -group -perm -size -regex -iregex -printf -fstype -inum -links -lname',
    says: find,
  },
  'crudini openstack-config': { valued: '--output --format', with: [['get', {}]], first: 'file.edit' },
  yq: {
    valued: '-o --output-format -p --input-format -I --indent -f --from-file',
    with: [['i in-place inplace', { says: yqEdited, valued: '-o --output-format -p --input-format -I --indent -f --from-file' }]],
  },
  augtool: {
    valued: '-r --root -I --include -f --file -t --transform',
    says: ({ operands: [verb, place] }) => {
      if (verb && !/^(set|setm|rm|remove|ins|insert|mv|move|clear)$/.test(verb.value)) return [];
      const file = /^\/files(\/.*?\.\w+)(\/|$)/.exec(place?.value ?? '')?.[1];
      return [{ kind: 'file.edit', name: file ?? '/etc/*' }];
    },
  },
  postconf: {
    valued: '-c',
    with: [['e X M F P #', { says: () => [{ kind: 'file.edit', name: '/etc/postfix/main.cf' }] }]],
    says: ({ operands }) =>
      operands.some(({ value }) => value.includes('=')) ? [{ kind: 'file.edit', name: '/etc/postfix/main.cf' }] : [],
  },
  setcap: {
    with: [['v r', {}]],
    says: ({ operands: [mode, target] }) => (mode && target ? [{ kind: 'file.mode', target, mode }] : []),
  },
  'tar gtar bsdtar': {
    valued:
      '-f --file -C --directory -T --files-from -X --exclude-from --exclude --transform --strip-components --owner --group --mode -I --use-compress-program -b -g -K -N -V -L',
    says: tar,
  },
  'unzip 7z 7za 7zr unrar': unpacked,
  'zip jar': { first: 'file.write', valued: '-x -i -b -t -n -O' },
  'gunzip bunzip2 unxz unzstd unlzma uncompress lzop': { each: 'file.edit', with: [['c stdout t l', {}]] },
  'gzip bzip2 xz zstd lzma pigz compress lz4': { each: 'file.edit', with: [['c stdout t l', {}]] },
  cpio: { valued: '-D -F -I -O -H -E', with: [['i extract', { says: () => [{ kind: 'archive.extract', name: '.' }] }]] },
  'update-alternatives alternatives': {
    valued: '--slave --altdir --admindir --log',
    with: [
      ['install', { says: (line) => alternative(line) }],
      ['set remove remove-all auto', { says: ({ operands }) => operands.slice(0, 1).map((target) => ({ kind: 'file.link', target })) }],
    ],
  },
};

/** `--install <link> <name> <path> <priority>`, and more links that go with it: `--slave <link> <name> <path>`. */
function alternative({ operands, options }: CommandLine): readonly Said[] {
  const [link, , path, , ...ofSlaves] = operands;
  const slaves = options.flatMap(({ name, value }) => (name === 'slave' && value ? [value] : []));
  return [
    ...(link ? [{ kind: 'file.link' as const, target: link, ...(path && { from: path.value }) }] : []),
    ...slaves.map((target, index) => {
      const to = ofSlaves[index * 2 + 1]?.value;
      return { kind: 'file.link' as const, target, ...(to !== undefined && { from: to }) };
    }),
  ];
}
