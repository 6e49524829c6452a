import type { Step } from '../effects/effect';
import { allSteps } from '../plan/linker';
import { scriptEffects } from '../plan/script-effects';
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

/** Commands that prepare what the next boot uses. */
const bootCommands = /^(update-initramfs|update-grub2?|grub2?-mkconfig|grubby|dracut|mkinitcpio|kexec|notify-reboot-required)$/;

/** What boots a host, or asks for it, on this host. */
const isBootStep = ({ kind, by, target, host, options }: Step): boolean =>
  host === undefined &&
  ((kind === 'host.reboot' &&
    !/halt|poweroff|rescue|emergency|suspend/.test(by) &&
    !(by === 'shutdown' && !options.some((name) => /^r$|^reboot$/.test(name)))) ||
    (kind === 'kernel.module' && bootCommands.test(by)) ||
    ((by === 'notify-reboot-required' || /^(\/var)?\/run\/reboot-required$/.test(target)) && kind !== 'file.delete'));

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

const inScript = fileFact('shell', (subject): readonly RebootEvidence[] => {
  const { path, text } = subject;
  return allSteps({ path, effects: scriptEffects(subject) })
    .filter(isBootStep)
    .sort((a, b) => a.command.start - b.command.start)
    .map(({ command }) => ({
      at: { path, span: command },
      says: `${path} runs "${text.slice(command.start, command.end).replaceAll(/\s+/g, ' ').slice(0, 60)}"`,
    }));
});
