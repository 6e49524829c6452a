import { span } from '../../text/span';
import type { InstalledPackage } from '../inventory';
import { inventoryOf } from '../reading/hosts';
import { linesOf, sampleOf } from '../reading/lines';
import { asFarAsListed } from '../reading/whole-list';
import type { Importer, ImporterHelp, ImportFile } from './importer';

/** `openssl-libs.x86_64   1:3.0.7-28.el9_4   @baseos` */
const row = /^(\S+)\.(noarch|x86_64|aarch64|i[3-6]86|ppc64le|s390x|armv7hl|riscv64|src) +((?:\d+:)?[^\s:-]+-[^\s-]+)(?: +(\S+))? *$/;
/** A name that left no room for the rest, which is on the next line. */
const wrapped = /^\S+\.(?:noarch|x86_64|aarch64|i[3-6]86|ppc64le|s390x|armv7hl|riscv64|src)$/;
const heading = /^(?:Installed [Pp]ackages|Installierte Pakete)\b/m;
/** Headings over what can be had and is not there. */
const others = /^(?:Available|Extra|Obsoleting|Recent|Upgradable|Verfügbare) /;

function read(file: ImportFile) {
  const packages: InstalledPackage[] = [];
  let arch: string | undefined;
  let isInstalled = !heading.test(file.text);
  let begun: { readonly text: string; readonly start: number } | undefined;
  for (const { start, text } of linesOf(file.text)) {
    const line = text.trimEnd();
    if (heading.test(line) || others.test(line)) isInstalled = heading.test(line);
    if (wrapped.test(line)) {
      begun = { text: line, start };
      continue;
    }
    const [, name, architecture = '', version = ''] = row.exec(begun ? `${begun.text} ${line.trim()}` : line) ?? [];
    if (name !== undefined && isInstalled) {
      const at = span(begun?.start ?? start, start + text.length);
      packages.push({ name, version: version.replace(/^0:/, ''), type: 'rpm', origin: file.origin(at) });
      if (architecture !== 'noarch') arch ??= architecture;
    }
    begun = undefined;
  }
  return inventoryOf(file, 'dnf list', [{ ...(arch !== undefined && { arch }), packages: asFarAsListed(packages) }]);
}

const help: ImporterHelp = {
  name: 'Packages of a Red Hat or Fedora host as dnf lists them',
  tells: 'What "dnf list installed" or "yum list installed" prints. One file for each host.',
  command: 'dnf list installed > inventory.<environment>.<host>.txt',
  fileName: 'inventory.<environment>.<host>.txt',
  example: `Installed Packages
glibc.x86_64            2.34-100.el9_4.4      @baseos
openssl-libs.x86_64     1:3.0.7-28.el9_4      @baseos
`,
};

/** `dnf list` and `yum list`. */
export const dnf: Importer = {
  id: 'dnf',
  help,
  looksLike: ({ text }) => {
    const lines = sampleOf(text);
    return lines.some((line) => row.test(line)) && lines.filter((line) => row.test(line) || wrapped.test(line)).length > lines.length / 2;
  },
  read,
};
