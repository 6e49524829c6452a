const windows =
  'Write a table with a head instead: Get-Package | Select-Object Name,Version | ConvertTo-Csv -NoTypeInformation > inventory.<environment>.<host>.csv';

/** What people hand in instead of an inventory, told by its first lines, and why it is not one. */
const relatives: readonly { readonly pattern: RegExp; readonly is: string; readonly instead?: string }[] = [
  {
    pattern: /^\s*Source\s+Description\s+HotFixID\b|^\s*Name\s+Version\s+Source\s+ProviderName\b|^[^\n]*\bHotFixID\b/,
    is: 'a table of a Windows host (Get-HotFix, Get-Package)',
    instead: windows,
  },
  {
    pattern: /^(?:Caption|Description|Name)\s{2,}(?:[A-Z]\w*\s{2,})*Version\s*$/m,
    is: 'a table of a Windows host (wmic)',
    instead: windows,
  },
  {
    pattern: /^[a-z0-9@._+-]+ \d[\w.]*(?: \d[\w.]*)*(?:\r?\n[a-z0-9@._+-]+ \d[\w.]*(?: \d[\w.]*)*)*\s*$/,
    is: 'a list of names and versions, as brew list --versions prints it',
    instead: 'Make a table of it that says which column is what: a first line "name,version", and a comma in each line.',
  },
  {
    pattern: /^\*{5,} 1\. row \*{5,}/,
    is: 'what mysql prints with \\G',
    instead: 'Let it print a table: mysql --batch -e "SHOW GLOBAL VARIABLES" > inventory.<environment>.<host>.tsv',
  },
  { pattern: /^PK\x03\x04|\x00/, is: 'an archive or another file that is no text' },
  {
    pattern: /^[^\n]*\b(?:command not found|not recognized as|Permission denied|No such file or directory)/i,
    is: 'what a shell says of a command that did not run',
  },
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
  'Collect it on the host with "dpkg-query -W > inventory.<environment>.<host>.txt" (where there are RPM packages: "rpm -qa"), or write inventory JSON with "environments" at the top.';

/** One sentence or two on a file that no importer takes: what it seems to be, and what to do. */
export function unrecognised(text: string): string {
  if (text.trim() === '') return `This inventory is empty. ${advice}`;
  // A sample is enough, and keeps a hostile file from costing time.
  const found = relatives.find(({ pattern }) => pattern.test(text.slice(0, 4_096)));
  return found
    ? `This is ${found.is}, and not an inventory that can be read. ${found.instead ?? advice}`
    : `This inventory is not recognised. ${advice}`;
}
