/** Imports lists of packages of many hosts and makes a matrix of them, in a process of its own: `inventory-child.js HOSTS PACKAGES ROWS`. */
import { readSite } from '../../src/core/catalog/site';
import { buildMatrix } from '../../src/core/inventory/matrix';
import { parseManifest } from '../../src/core/package/manifest';
import { matrixTable } from '../../src/core/report/matrix-table';

/** As `dpkg-query -W` prints it; hosts differ in every tenth version. dpkg itself is among them, as in every whole list. */
const listOf = (host: number, packages: number): string =>
  `dpkg\t1.21.22\n${Array.from({ length: packages - 1 }, (_none, at) => {
    const patch = at % 10 === 0 ? host % 7 : 4;
    return `libproduct-component${at}:amd64\t${1 + (at % 9)}.${at % 30}.${patch}-1+deb12u${at % 5}\n`;
  }).join('')}`;

function main(hosts: number, packages: number, rows: number): void {
  const files = Array.from({ length: hosts }, (_none, host) => ({
    role: 'inventory' as const,
    path: `/site/.upgrade-review/inventory.production.app${host}.txt`,
    text: listOf(host, packages),
  }));
  const dependencies = Object.fromEntries(
    Array.from({ length: rows }, (_none, at) => [
      `libproduct-component${at}`,
      { range: `>=${1 + (at % 9)}.1 <${2 + (at % 9)}`, type: 'deb' },
    ]),
  );
  const manifest = parseManifest(JSON.stringify({ name: 'product', version: '2.0.0', dependencies }));

  const begun = performance.now();
  const { inventory } = readSite(files);
  const imported = performance.now();
  const peak = process.resourceUsage().maxRSS * 1024;
  const matrix = buildMatrix('manifest.json', manifest, inventory);
  const table = matrixTable(matrix, 'production');
  const made = performance.now();
  const facts = inventory.environments.flatMap((each) => each.hosts).reduce((sum, host) => sum + (host.packages?.length ?? 0), 0);
  const cells = table.rows.reduce((sum, row) => sum + row.cells.length, 0);
  process.stdout.write(JSON.stringify({ facts, imported: imported - begun, peak, cells, matrix: made - imported }));
}

const [hosts = 0, packages = 0, rows = 0] = process.argv.slice(2).map(Number);
main(hosts, packages, rows);
