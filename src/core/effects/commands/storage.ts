import { hasOption, type CommandLine } from '../command-line';
import { changesNothing, each, verbsThat, type Family, type Form, type Said } from './form';

const changed: Form = { first: 'mount.change' };
const changedAll: Form = each('mount.change');
const erased: Form = { first: 'mount.change', erases: true };
const erasedAll: Form = { each: 'mount.change', erases: true };

/** `parted -s /dev/sdb mklabel gpt mkpart primary 0% 100%`: the device, and what is done to it. */
function parted({ operands: [device, ...commands] }: CommandLine): readonly Said[] {
  const words = commands.map(({ value }) => value);
  if (
    !device ||
    words.length === 0 ||
    words.every((word) => /^(print|p|unit|align-check|quit|\w{1,8}|-?\d.*)$/.test(word) && !/^(mk|rm|re)/.test(word))
  )
    return [];
  return [{ kind: 'mount.change', target: device, ...(words.some((word) => /^(mklabel|mktable|rm)$/.test(word)) && { erases: true }) }];
}

/** A snapshot is no data set: what was there before it is still there. */
const zfsDestroyed = ({ operands }: CommandLine): readonly Said[] =>
  operands.map((target) => ({ kind: 'mount.change', target, ...(!/[@#]/.test(target.value) && { erases: true as const }) }));

/** `mdadm --create /dev/md0 --level=1 /dev/sdb /dev/sdc`: members lose what they held. */
const joined = ({ operands: [array, ...members] }: CommandLine): readonly Said[] => [
  ...(array ? [{ kind: 'mount.change' as const, target: array }] : []),
  ...members.map((target) => ({ kind: 'mount.change' as const, target, erases: true as const })),
];

const tuned = (looking: string, valued: string): Form => ({ valued, with: [[looking, changesNothing]], each: 'mount.change' });

const volumeOptions =
  '-L --size -l --extents -n --name -s --physicalextentsize -i --stripes -I --stripesize -m --mirrors -p --permission -t --test -V --virtualsize --type --thinpool --poolmetadata --addtag --deltag --config -c --chunksize';

/** Disks, arrays, volumes, pools and the file systems on them: util-linux, e2fsprogs, xfsprogs, LVM, mdadm, cryptsetup, ZFS, btrfs. */
export const storage: Family = {
  'mkfs.ext2 mkfs.ext3 mkfs.ext4 mke2fs': {
    valued: '-b -C -d -e -E -g -G -i -I -J -l -L -m -M -N -o -O -r -t -T -U -z',
    with: [['n', changesNothing]],
    ...erased,
  },
  'mkfs.xfs mkfs.btrfs mkfs.f2fs mkfs.jfs mkfs.reiserfs mkfs.nilfs2': {
    valued: '-b -c -d -i -l -L -m -n -p -r -s -A -M -O -R -U --label --uuid --sectorsize --nodesize --data --metadata',
    with: [['N', changesNothing]],
    ...erasedAll,
  },
  'mkfs mkfs.vfat mkfs.fat mkfs.msdos mkdosfs mkfs.exfat mkfs.ntfs mkntfs newfs': {
    valued: '-t --type -F -n -s -S -i -f -L -c -R -h -I',
    ...erased,
  },
  mkswap: { valued: '-L --label -p --pagesize -U --uuid -v --swapversion', ...erased },
  wipefs: {
    valued: '-o --offset -t --types -O --output',
    with: [
      ['n no-act', changesNothing],
      ['a all o offset', erasedAll],
    ],
  },
  blkdiscard: { valued: '-o --offset -l --length -p --step', ...erased },
  'sgdisk gdisk': {
    valued:
      '-n --new -d --delete -t --typecode -c --change-name -u --partition-guid -U --disk-guid -A --attributes -b --backup -R --replicate -S --resize-table -a --set-alignment',
    with: [
      ['z zap Z zap-all o clear', erasedAll],
      ['p print i info v verify b backup D O L list-types', changesNothing],
    ],
    ...changed,
  },
  parted: { valued: '-a --align', with: [['l list', changesNothing]], says: parted },
  sfdisk: {
    valued: '-N --partno -w --wipe -W --wipe-partitions -X --label -o --output -Y --label-nested -O --backup-file --part-type',
    with: [
      ['l list d dump J json V verify n no-act g show-geometry T list-types F list-free', changesNothing],
      ['delete', erased],
    ],
    ...changed,
  },
  fdisk: { valued: '-b -c -C -H -S -t --type -o --output -w --wipe', with: [['l list x', changesNothing]], ...changed },
  'cfdisk partprobe partx kpartx addpart delpart resizepart growpart': changed,
  'swapon swapoff': { valued: '-p --priority -o --options -L -U', with: [['s show summary', changesNothing]], says: toggledSwap },
  'mount umount losetup': {
    valued: '-t --types -o --options -L -U -O --offset --sizelimit',
    with: [['a all', { says: () => [{ kind: 'mount.change', name: '*' }] }]],
    each: 'mount.change',
  },
  mdadm: {
    valued:
      '-l --level -n --raid-devices -x --spare-devices -c --chunk -N --name -e --metadata -b --bitmap -u --uuid --config -p --layout -z --size',
    with: [
      ['create C build B', { says: joined }],
      ['zero-superblock', erasedAll],
      ['detail D examine E query Q monitor F scan s', changesNothing],
    ],
    ...changedAll,
  },
  cryptsetup: {
    valued:
      '-c --cipher -h --hash -s --key-size -d --key-file -l --keyfile-size --new-keyfile -S --key-slot -b --size -o --offset -p --skip -t --timeout -T --tries --type --label --uuid --header --master-key-file --volume-key-file -i --iter-time --pbkdf',
    verbs: {
      ...verbsThat('status isLuks luksDump luksUUID benchmark help', changesNothing),
      ...verbsThat('luksFormat erase luksErase', erased),
      '*': changed,
    },
  },
  'pvcreate vgcreate vgextend lvcreate lvextend lvresize lvreduce pvresize pvmove vgreduce vgrename lvrename lvchange vgchange pvchange lvconvert vgimport vgexport':
    { valued: volumeOptions, ...changedAll },
  'lvremove vgremove pvremove': { valued: '--config -S --select', ...erasedAll },
  'lvs vgs pvs lvdisplay vgdisplay pvdisplay pvscan vgscan lvscan lvmdiskscan blkid lsblk findmnt dumpe2fs xfs_info zdb': changesNothing,
  'tune2fs e2label xfs_admin resize2fs xfs_growfs btrfstune fatlabel': tuned(
    'l',
    '-c -C -e -E -g -i -J -L -m -M -o -O -r -T -u -U -p -d -n',
  ),
  'fsck fsck.ext2 fsck.ext3 fsck.ext4 e2fsck xfs_repair fsck.vfat btrfsck': tuned('n N', '-b -B -j -l -E -t -C'),
  zpool: {
    valued: '-o -O -m -R -t -d -c',
    verbs: {
      ...verbsThat('status list get iostat history events version', changesNothing),
      ...verbsThat('destroy labelclear', erased),
      '*': changed,
    },
  },
  zfs: {
    valued: '-o -V -b -t -s -S -d -I -i -O',
    verbs: {
      ...verbsThat('list get diff send holds userspace groupspace version allow', changesNothing),
      destroy: { says: zfsDestroyed },
      // What has come since the snapshot is lost.
      rollback: erased,
      '*': { last: 'mount.change' },
    },
  },
  btrfs: {
    verbs: {
      subvolume: {
        verbs: { ...verbsThat('list show get-default find-new', changesNothing), delete: erasedAll, '*': { last: 'mount.change' } },
      },
      ...verbsThat('send inspect-internal property version help', changesNothing),
      '*': { last: 'mount.change' },
    },
  },
  nvme: {
    verbs: {
      ...verbsThat('format sanitize', erased),
      ...verbsThat('list id-ctrl id-ns smart-log get-log get-feature', changesNothing),
      '*': changed,
    },
  },
  hdparm: {
    valued: '--user-master --security-set-pass --security-erase --security-erase-enhanced',
    with: [['security-erase security-erase-enhanced', erased]],
  },
  'sg_format sg_sanitize': erased,
};

/** `swapoff -a`: all there is. */
function toggledSwap(line: CommandLine): readonly Said[] {
  if (hasOption(line, 'a', 'all')) return [{ kind: 'mount.change', name: '*' }];
  return line.operands.map((target) => ({ kind: 'mount.change', target }));
}
