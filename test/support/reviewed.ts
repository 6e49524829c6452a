import { builtInCatalog } from '../../src/core/catalog/built-in';
import { mergeCatalogs } from '../../src/core/catalog/merge';
import { parseCatalog } from '../../src/core/catalog/parse-catalog';
import { parseNotes } from '../../src/core/catalog/parse-notes';
import { importInventory } from '../../src/core/inventory/import';
import { emptyInventory } from '../../src/core/inventory/inventory';
import { newCache } from '../../src/core/review/cache';
import { reviewPackage, type Review } from '../../src/core/review/review';
import { rules } from '../../src/core/rules/index';
import { digest } from '../../src/node/digest';
import { verifyIssued } from '../../src/node/verify';
import { memorySource } from './memory-source';

export interface ToReview {
  /** JSON of the site. */
  readonly inventory?: string;
  readonly catalog?: string;
  readonly notes?: string;
  /** What the archive records of a file. */
  readonly facts?: Parameters<typeof memorySource>[2];
  /** Files of the package that came before. */
  readonly older?: Parameters<typeof memorySource>[1];
}

/** The review of a few files by all rules, for production. */
export const reviewOf = (
  files: Parameters<typeof memorySource>[1],
  { inventory, catalog, notes = '', facts, older }: ToReview = {},
): Promise<Review> =>
  reviewPackage({
    source: memorySource('package.zip', files, facts),
    inventory: inventory === undefined ? emptyInventory : importInventory('inventory.json', inventory).inventory,
    catalog: catalog === undefined ? builtInCatalog : mergeCatalogs([builtInCatalog, parseCatalog('catalog.json', catalog).catalog]),
    rules,
    notes: parseNotes('notes.json', notes).notes,
    environment: 'production',
    verify: verifyIssued,
    digest,
    ...(older && { baseline: { source: memorySource('older.zip', older), cache: newCache() } }),
    now: Date.parse('2026-11-20T12:00:00Z'),
  });
