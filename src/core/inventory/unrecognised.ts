/** What people hand in instead of an inventory, told by its first lines, and why it is not one. */
const relatives: readonly { readonly pattern: RegExp; readonly is: string }[] = [
  {
    pattern: /^(Desired=|\|\/ Err\?=|\+\+\+-=|\|\|\/ Name)/m,
    is: 'the table of "dpkg -l", which cuts names and versions to the width of a terminal',
  },
  { pattern: /^[a-z0-9][a-z0-9+.-]*\/\S+ \S+ \S+ \[/m, is: 'the output of "apt list"' },
  { pattern: /^Package: [a-z0-9]/m, is: 'the database of dpkg (/var/lib/dpkg/status)' },
  { pattern: /^[\w+.-]+-[^\s-]+-[^\s-]+\.(noarch|x86_64|aarch64|i[3-6]86|ppc64le|s390x)\r?$/m, is: 'the output of "rpm -qa"' },
  { pattern: /^\s*<(\?xml|html|!doctype)/i, is: 'XML or HTML' },
  { pattern: /^(---|environments:|services:)/m, is: 'YAML' },
  { pattern: /^[^\r\n,;]+([,;])[^\r\n]*(\r\n|\r|\n)[^\r\n,;]+\1/, is: 'a table with separators (CSV)' },
];

const advice =
  'Collect it on the host with "dpkg-query -W > inventory.<environment>.<host>.txt", or write inventory JSON with "environments" at the top.';

/** One sentence or two on a file that no importer takes: what it seems to be, and what to do. */
export function unrecognised(text: string): string {
  if (text.trim() === '') return `This inventory is empty. ${advice}`;
  // A sample is enough, and keeps a hostile file from costing time.
  const found = relatives.find(({ pattern }) => pattern.test(text.slice(0, 4_096)));
  return found ? `This is ${found.is}, and not an inventory that can be read. ${advice}` : `This inventory is not recognised. ${advice}`;
}
