import { span } from '../../text/span';
import type { InstalledPackage } from '../inventory';
import { inventoryOf } from '../reading/hosts';
import { isWarning, linesOf, mostly } from '../reading/lines';
import { asFarAsListed } from '../reading/whole-list';
import type { Importer, ImporterHelp, ImportFile } from './importer';

const architectures = 'noarch|x86_64|aarch64|i[3-6]86|ppc64le|ppc64|s390x|armv7hl|armv6hl|riscv64|src|\\(none\\)';
/** `openssl-libs-3.0.7-28.el9.x86_64`, also with an epoch as `dnf list` and `--qf` print it. */
const whole = new RegExp(`^([^\\s:]+)-(?:(\\d+):)?([^-\\s]+)-([^-\\s]+)\\.(${architectures})$`);
/** As RPM printed it until 4.4: without the architecture, but with the distribution in the release. */
const bare = /^([\w.+-]+)-([\w.+~^]+)-([\w.+~^]+\.(?:el|fc|amzn|sles)\d[\w.]*)$/;
/** `name<TAB>epoch<TAB>version<TAB>release<TAB>arch`, with more behind. */
const columns = /^(\S+)\t(\d+|\(none\))\t(\S+)\t(\S+)\t(\S+)(?:\t.*)?$/;
const key = /^gpg-pubkey-[0-9a-f]+-[0-9a-f]+(\.\(none\))?$/;

/** Of a question for some packages: `rpm -q nginx httpd`. */
const absent = /^package \S+ is not installed$/;

function read(file: ImportFile) {
  const packages: InstalledPackage[] = [];
  let arch: string | undefined;
  for (const { start, text } of linesOf(file.text)) {
    const line = text.trim();
    if (line === '' || key.test(line) || absent.test(line) || isWarning(line) || line.startsWith('gpg-pubkey\t')) continue;
    const at = span(start, start + text.length);
    const found = packageOf(line);
    if (!found) {
      file.problem('inventory-bad-line', at, 'This line is no package of "rpm -qa" and was left out.');
      continue;
    }
    const { name, epoch, version, release, architecture } = found;
    if (architecture !== 'noarch' && architecture !== '(none)') arch ??= architecture;
    const full = `${epoch === undefined || epoch === '(none)' || epoch === '0' ? '' : `${epoch}:`}${version}-${release}`;
    packages.push({ name, version: full, type: 'rpm', origin: file.origin(at) });
  }
  return inventoryOf(file, 'rpm -qa', [{ ...(arch !== undefined && { arch }), packages: asFarAsListed(packages) }]);
}

function packageOf(line: string) {
  const [, name, epoch, version = '', release = '', architecture = ''] =
    ((columns.exec(line) ?? whole.exec(line)) as readonly (string | undefined)[] | null) ?? [];
  if (name !== undefined) return { name, epoch, version, release, architecture };
  const [, old, ownVersion = '', ownRelease = ''] = bare.exec(line) ?? [];
  return old === undefined ? undefined : { name: old, epoch: undefined, version: ownVersion, release: ownRelease, architecture: '(none)' };
}

const help: ImporterHelp = {
  name: 'Packages of a Red Hat, SUSE or other RPM host',
  tells: 'Every installed package with its version and epoch. One file for each host.',
  command: "rpm -qa --qf '%{NAME}\\t%{EPOCHNUM}\\t%{VERSION}\\t%{RELEASE}\\t%{ARCH}\\n' > inventory.<environment>.<host>.txt",
  fileName: 'inventory.<environment>.<host>.txt',
  example: 'openssl-libs\t1\t3.0.7\t28.el9_4\tx86_64\nbash\t0\t5.1.8\t9.el9\tx86_64\n',
};

/** `rpm -qa`, plain or with columns. Plain output has no epochs, so versions with one compare as if they had none. */
export const rpm: Importer = {
  id: 'rpm',
  help,
  looksLike: ({ text }) =>
    mostly(text, columns) ||
    mostly(text, new RegExp(`${whole.source.slice(0, -1)}\\s*$|^gpg-pubkey-|${absent.source}`)) ||
    mostly(text, new RegExp(`${bare.source.slice(0, -1)}\\s*$|^gpg-pubkey-`)),
  read,
};
