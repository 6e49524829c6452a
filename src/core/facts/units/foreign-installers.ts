import type { ShellCommand, ShellScript } from '../../parse/shell';
import { anything, possibleWords } from './possible-words';

/**
 * Where a script first runs an installer that is not part of the package: what it builds or fetches may bring units that
 * nobody here can see. `Infinity`: nowhere.
 */
export const foreignInstaller = ({ commands, assigned }: ShellScript): number =>
  commands.find((command) => installsElsewhere(command) || installsUnknown(command, assigned) || writesUnknownUnit(command, assigned))?.span
    .start ?? Infinity;

const shells = new Set(['sh', 'bash', 'dash', 'python', 'python3', 'perl']);
const downloads = new Set(['curl', 'wget']);

/** `make install`, `curl … | bash`, `bash <(curl …)`, `./configure`, `./install.sh` of what was unpacked. */
function installsElsewhere({ name = '', words, pipeline }: ShellCommand): boolean {
  const rest = words.slice(1);
  if (/^(g?make|ninja|meson|cmake|cargo)$/.test(name)) return rest.some(({ value = '' }) => /^-*install\b/.test(value));
  if (name === 'configure' && words[0]?.text.startsWith('./')) return true;
  if (!shells.has(name)) return false;
  return pipeline.some((other) => downloads.has(other.name ?? '')) || rest.some(({ text }) => /^<\(\s*(curl|wget)\b/.test(text));
}

/** `dpkg -i "$file"`, `rpm -Uvh https://…`: which package it is does not stand there. */
function installsUnknown({ name = '', words }: ShellCommand, assigned: ReadonlyMap<string, readonly string[]>): boolean {
  const installs =
    name === 'dpkg'
      ? /^(-i|--install)$/
      : name === 'rpm'
        ? /^-[iUFvh]+$/
        : /^(apt-get|apt|dnf|yum|zypper)$/.test(name)
          ? /^install$/
          : undefined;
  const at = installs ? words.findIndex(({ value }, index) => index > 0 && installs.test(value ?? '')) : -1;
  return at > 0 && words.slice(at + 1).some(({ text }) => !text.startsWith('-') && possibleWords(text, assigned).some(isUnknown));
}

const isUnknown = (word: string): boolean => word === anything || /^[./\w-]*\0[\w./-]*\.(deb|rpm)$/.test(word);

/** `tee /etc/systemd/system/$1.service`. */
function writesUnknownUnit({ name = '', words, redirects }: ShellCommand, assigned: ReadonlyMap<string, readonly string[]>): boolean {
  const targets = [
    ...redirects.filter(({ operator }) => operator.startsWith('>')).map(({ target }) => target),
    ...(/^(tee|cp|install|mv|ln)$/.test(name) ? words.slice(1) : []),
  ];
  return targets.some(
    ({ text }) =>
      text.includes('systemd') &&
      text.includes('$') &&
      possibleWords(text, assigned).some((word) => /\/systemd\/system\/\0+(\.\w+)?$/.test(word)),
  );
}
