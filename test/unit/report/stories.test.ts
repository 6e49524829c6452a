import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanup } from '../../../src/core/report/cleanup/form';
import { html } from '../../../src/core/report/formats/html';
import { reviewDocument } from '../../../src/core/report/document/review-document';
import { sectionMarkdown } from '../../../src/core/report/markdown/render';
import { newCache } from '../../../src/core/review/cache';
import { reviewPackage, type Review } from '../../../src/core/review/review';
import { rules } from '../../../src/core/rules/index';
import { digest } from '../../../src/node/digest';
import { verifyIssued } from '../../../src/node/verify';
import { packageFolder } from '../../../scripts/sample/files';
import { memorySource, readTree } from '../../support/memory-source';
import { previousSample } from '../../support/previous-sample';
import { reviewOf } from '../../support/reviewed';
import { samplePackage, sampleSite } from '../../support/sample';

/** What a release manager has to find, and where. */
interface Fact {
  readonly fact: string;
  /** Title, without its count. */
  readonly section: string;
  /** A pattern. */
  readonly says: string;
  /** Only told where the package that came before is known. */
  readonly compared?: true;
}

const root = join(__dirname, '../../stories');
const context = { generatedAt: '2026-11-20T12:00:00Z', toolVersion: '1.2.3', patched: [] };

/** Packages that read like real ones, and the sample: each with what there is to know of it. */
describe('the report tells the story of', () => {
  for (const name of readdirSync(root)) {
    describe(name, () => {
      const folder = join(root, name);
      const facts = JSON.parse(readFileSync(join(folder, 'facts.json'), 'utf8')) as readonly Fact[];
      let reviews: { readonly plain: Review; readonly compared?: Review };
      before(async () => (reviews = existsSync(join(folder, 'package')) ? await ownStory(folder) : await sampleStory()));

      for (const { fact, section, says, compared } of facts) {
        it(`${fact} (${section})`, () => {
          const review = (compared && reviews.compared) ?? reviews.plain;
          const found = reviewDocument(review, context).find(({ title }) => title.replace(/ \(\d+\)$/, '') === section);
          assert.ok(found, section);
          const text = sectionMarkdown(found).replaceAll('&#47;', '/').replaceAll('\\>', '>');
          assert.match(text, new RegExp(says));
        });
      }

      it('holds no secret, as a page or as a script', () => {
        const all = html.write(reviews.plain, context) + cleanup.write(reviews.plain, context);
        assert.ok(!/Kuusi-Palaa|Tuoni-88/.test(all));
      });
    });
  }
});

/** The package, beside it what the one before had otherwise (`previous`; an empty file: not at all), and the site. */
async function ownStory(folder: string) {
  const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const times = JSON.parse(text('times.json')) as Readonly<Record<string, string>>;
  const files = readTree(join(folder, 'package'));
  const older = Object.entries({ ...files, ...readTree(join(folder, 'previous')) }).filter(([, { length }]) => length > 0);
  const asked = {
    inventory: text('inventory.json'),
    catalog: text('catalog.json'),
    facts: (path: string) => ({ modified: Date.parse(times[path] ?? times['*'] ?? '') }),
  };
  return { plain: await reviewOf(files, asked), compared: await reviewOf(files, { ...asked, older: Object.fromEntries(older) }) };
}

async function sampleStory() {
  const { inventory, catalog } = sampleSite();
  const request = {
    source: samplePackage(),
    inventory,
    catalog,
    rules,
    environment: 'production',
    verify: verifyIssued,
    digest,
    now: Date.parse('2026-11-20T12:00:00Z'),
  };
  const plain = await reviewPackage(request);
  return {
    plain,
    compared: await reviewPackage({
      ...request,
      baseline: { source: memorySource('dten-5.1.0.zip', previousSample(readTree(packageFolder))), cache: newCache() },
    }),
  };
}
