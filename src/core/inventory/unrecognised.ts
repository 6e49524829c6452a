/** What people hand in instead of an inventory, told by its first lines, and why it is not one. */
const relatives: readonly { readonly pattern: RegExp; readonly is: string; readonly instead?: string }[] = [
  { pattern: /<bom\b[^>]*cyclonedx/i, is: 'CycloneDX as XML (its JSON is read)' },
  { pattern: /^\s*<(\?xml|html|!doctype)/i, is: 'XML or HTML' },
  { pattern: /^(---|environments:|services:)/m, is: 'YAML' },
  {
    pattern: /^[^\r\n,;]+([,;])[^\r\n]*(\r\n|\r|\n)[^\r\n,;]+\1/,
    is: 'a table with separators (CSV) without a column for the version',
    instead: 'Say in a first line which of its columns means what: "# columns: name=…, version=…, host=…, environment=…".',
  },
];

const advice =
  'Collect it on the host with "dpkg-query -W > inventory.<environment>.<host>.txt", or write inventory JSON with "environments" at the top.';

/** One sentence or two on a file that no importer takes: what it seems to be, and what to do. */
export function unrecognised(text: string): string {
  if (text.trim() === '') return `This inventory is empty. ${advice}`;
  // A sample is enough, and keeps a hostile file from costing time.
  const found = relatives.find(({ pattern }) => pattern.test(text.slice(0, 4_096)));
  return found
    ? `This is ${found.is}, and not an inventory that can be read. ${found.instead ?? advice}`
    : `This inventory is not recognised. ${advice}`;
}
