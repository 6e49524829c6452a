import type { Step } from '../effects/effect';
import { allSteps } from '../plan/linker';
import { codeProgram } from '../plan/code-programs';
import type { Program } from '../plan/program';
import { scriptEffects } from '../plan/script-effects';
import { programsOnHosts } from '../plan/started';
import { fact, fileFact } from '../subject/fact';
import type { SourceEntry } from '../package/source';
import { memo } from '../text/memo';
import type { Place, Span } from '../text/span';

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
    !/halt|poweroff|rescue|emergency|suspend|^stop-computer$/i.test(by) &&
    !(by === 'shutdown' && !options.some((name) => /^[rg]$|^reboot$/.test(name)))) ||
    (kind === 'kernel.module' && bootCommands.test(by)) ||
    ((by === 'notify-reboot-required' || /^(\/var)?\/run\/reboot-required$/.test(target)) && kind !== 'file.delete'));

/** More evidence than this says nothing new. */
const maxEvidence = 4;

export const rebootReads = ['code', 'shell', 'task', 'text'] as const;

/** What in the package asks for a reboot: files that only count from the next boot on, and what boots, in whatever language. */
export const rebootEvidence = fact(rebootReads, ({ subjects, files }): readonly RebootEvidence[] =>
  [
    ...subjects.shell.flatMap(inScript),
    ...subjects.code.flatMap(inCode),
    ...subjects.task.flatMap(inTasks),
    ...subjects.text.flatMap(inOther),
    ...files.flatMap((file) => {
      const { path } = file;
      const what = atBoot(file);
      return what === undefined ? [] : [{ at: { path, span: { start: 0, end: 0 } }, says: `${path} ${what}` }];
    }),
  ].slice(0, maxEvidence),
);

/** Entries stay the same objects when others are edited. */
const atBoot = memo(({ path }: SourceEntry): string | undefined => bootFiles.find(([pattern]) => pattern.test(path))?.[1]);

const inScript = fileFact('shell', (subject) => inProgram(subject.text, { path: subject.path, effects: scriptEffects(subject) }));
const inCode = fileFact('code', (subject) => inProgram(subject.text, codeProgram(subject)));
const inTasks = fileFact('task', (subject) => programsOnHosts(subject).flatMap((program) => inProgram(subject.text, program)));
const inOther = fileFact('text', ({ path, text, syntax: { reboots } }) => reboots.map((at) => evidence(path, text, at)));

const inProgram = (text: string, program: Program): readonly RebootEvidence[] =>
  allSteps(program)
    .filter(isBootStep)
    .sort((a, b) => a.command.start - b.command.start)
    .map(({ command }) => evidence(program.path, text, command));

const evidence = (path: string, text: string, at: Span): RebootEvidence => ({
  at: { path, span: at },
  says: `${path} runs "${text.slice(at.start, at.end).replaceAll(/\s+/g, ' ').trim().slice(0, 60)}"`,
});
