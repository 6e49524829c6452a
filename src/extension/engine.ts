import { startedAsWorker } from '../node/review/worker';

/**
 * Everything heavy (parsers, rules, reports), bundled apart and loaded when the first package is reviewed: activation
 * stays light. The extension reaches it only through `loadEngine`.
 */
export { importInventory } from '../core/inventory/import';
export { importers } from '../core/inventory/importers/index';
export { headingsOf, withColumns } from '../core/inventory/importers/cmdb';
export { siteRoles } from '../core/catalog/roles/index';
export { readSite, roleOfName } from '../core/catalog/site';
export { signaturesBrokenBy } from '../core/patch/broken-signatures';
export { packageRoot } from '../core/package/root';
export { hashOfLine } from '../core/catalog/note';
export { withNote, withoutNote } from '../core/catalog/write-notes';
export { withWaiver } from '../core/catalog/add-waiver';
export { waiverEntry } from '../core/review/waiver-entry';
export { needOf } from '../core/rules/waivable';
export { fixPackage } from '../core/fix/fix-package';
export { planFixes, isAlwaysSafe } from '../core/fix/plan';
export { archiveOfPatch, importPatch, PatchSyntaxError } from '../core/patch/import-patch';
export { rewriteArchive } from '../core/patch/rewrite-archive';
export { takeBack } from '../core/patch/take-back';
export { writeOverlay } from '../core/patch/write-overlay';
export { checksOf } from '../core/report/checks';
export { diagnosticsDocument } from '../core/report/diagnostics';
export { findingForModel, findingsForModel, linesForModel } from '../core/report/for-models';
export { coverageWords } from '../core/review/coverage';
export { isNamesake, likelyPrevious, neighbourOf } from '../core/compare/previous';
export { evidenceBundle } from '../core/report/evidence';
export { cleanup } from '../core/report/cleanup/form';
export { reportFormats } from '../core/report/formats/index';
export { signingKey } from '../core/report/notes/form';
export { packagePatches } from '../core/patch/package-patches';
export { rejectsPatch } from '../core/patch/rejects';
export { signersOf } from '../core/facts/signers/package-signers';
export { verifyIssued } from '../node/verify';
export { fileFilter } from '../core/search/file-filter';
export { compileQuery } from '../core/search/query';
export { searchPackage } from '../node/search/search-package';
export { readSchema, schemaOfSite } from '../node/rehearse/schema-file';
export { refusalOf } from '../node/write-guard';

// This bundle is also what reviews in a thread of its own.
startedAsWorker(__filename);
