import type { ShellCommand } from '../parse/shell';
import { fact, fileFact } from '../subject/fact';
import type { SourceEntry } from '../package/source';
import { memo } from '../text/memo';
import type { Place } from '../text/span';

export interface RebootEvidence {
  readonly at: Place;
  /** English, a main clause: `scripts/10-install.sh runs "systemctl reboot"`. */
  readonly says: string;
}

/** What takes effect only at the next boot; the running kernel, its image and the C library of every process. */
const bootFiles: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/(^|\/)boot\/(efi\/|grub2?\/)?(vmlinu[xz]|initrd|initramfs|kernel|System\.map|grub\.cfg)/, 'boots from it'],
  [/(^|\/)lib\/modules\/\d|\.ko(\.(gz|xz|zst))?$/, 'is a kernel module'],
  [/(^|\/)lib\/firmware\//, 'is firmware that is loaded at boot'],
  [/(^|\/)(linux-image-|linux-modules-|kernel-(core-|modules-)?\d)[^/]*\.(deb|rpm)$/, 'installs a kernel'],
  [/(^|\/)((intel|amd64)-microcode_|microcode_ctl-|firmware-|linux-firmware)[^/]*\.(deb|rpm)$/, 'installs firmware'],
  [/(^|\/)(libc6_|glibc-\d)[^/]*\.(deb|rpm)$/, 'replaces the C library under every running process'],
  [/(^|\/)lib(64)?\/([^/]+\/)?(ld-linux[^/]*|libc)\.so\.\d+$/, 'is the C library of every running process'],
  [/(^|\/)etc\/default\/grub(\.d\/|$)/, 'changes the kernel command line'],
];

type Arguments = readonly string[];
const acts = (given: Arguments): boolean => !given.some((word) => word === '--help' || word === '--version');

/** Commands that reboot, or prepare what the next boot uses, and with which arguments they do. */
const bootCommands: ReadonlyMap<string, (given: Arguments) => boolean> = new Map(
  Object.entries<(given: Arguments) => boolean>({
    reboot: acts,
    'update-initramfs': acts,
    'update-grub': acts,
    'grub-mkconfig': acts,
    'grub2-mkconfig': acts,
    grubby: acts,
    dracut: acts,
    kexec: acts,
    'notify-reboot-required': acts,
    shutdown: (given) => given.some((word) => /^(-r|--reboot)$/.test(word)),
    systemctl: (given) => given.some((word) => /^(reboot|kexec|soft-reboot)$/.test(word)),
    init: ([level]) => level === '6',
    telinit: ([level]) => level === '6',
    touch: (given) => given.some((word) => /^(\/var)?\/run\/reboot-required$/.test(word)),
  }),
);

const isBootCommand = ({ name = '', words }: ShellCommand): boolean =>
  bootCommands.get(name)?.(words.slice(1).map(({ value }) => value ?? '')) === true;

/** More evidence than this says nothing new. */
const maxEvidence = 4;

/** What in the package asks for a reboot: files that only count from the next boot on, and scripts that boot. */
export const rebootEvidence = fact(['shell'], (reviewed): readonly RebootEvidence[] => {
  const scripts = reviewed.subjects.shell.flatMap(inScript);
  const files = reviewed.files.flatMap((file) => {
    const { path } = file;
    const what = atBoot(file);
    return what === undefined ? [] : [{ at: { path, span: { start: 0, end: 0 } }, says: `${path} ${what}` }];
  });
  return [...scripts, ...files].slice(0, maxEvidence);
});

/** Entries stay the same objects when others are edited. */
const atBoot = memo(({ path }: SourceEntry): string | undefined => bootFiles.find(([pattern]) => pattern.test(path))?.[1]);

const inScript = fileFact('shell', ({ path, text, syntax }): readonly RebootEvidence[] =>
  syntax.commands.filter(isBootCommand).map(({ words }) => {
    const at = { start: words[0]?.span.start ?? 0, end: words.at(-1)?.span.end ?? 0 };
    return { at: { path, span: at }, says: `${path} runs "${text.slice(at.start, at.end).replaceAll(/\s+/g, ' ').slice(0, 60)}"` };
  }),
);
