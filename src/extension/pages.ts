/**
 * What shows or happens only when somebody asks for it (pages, dialogues, exports, fixes), bundled apart and loaded then: activation
 * stays light. The extension reaches it only through `loadPages`.
 */
export { testsOf } from './checks/tests';
export { openChange, openComparison } from './compare/show-changes';
export { pickPrevious } from './compare/pick-previous';
export { collectDiagnostics } from './diagnostics';
export { exportEvidence } from './export/evidence';
export { importPatch } from './export/import-patch';
export { exportPatch } from './export/patch';
export { exportPackage } from './export/patched-package';
export { generateReport, writeNote } from './export/report';
export { codeActions } from './fixes/code-actions';
export { FixCommands } from './fixes/commands';
export { addInventory, takeIn } from './inventory/add-inventory';
export { collectInventoryScript } from './inventory/collect-script';
export { filterMatrix } from './matrix/filter';
export { matrixHints, matrixHover } from './matrix/in-manifest';
export { openMatrix } from './matrix/panel';
export { modelTool } from './models/tool';
export { definitionAt, documentLinks, hoverAt } from './navigate/links';
export { outlineOf, symbolsNamed } from './navigate/symbols';
export { addNote, askNote, deleteNote } from './notes/write';
export { showOverviewIn } from './overview/panel';
export { copyPlan, filterPlan } from './plan/filter';
export { planHover, planLenses } from './plan/in-scripts';
export { planChildren, planDescription, planItem, planTooltip } from './plan/items';
export { rehearse, showRehearsal } from './rehearse/rehearse';
export { forgetRehearsalServer, setRehearsalServer } from './rehearse/server';
export { rehearsalHover, rehearsalLenses } from './rehearse/in-files';
export { askQuery } from './search/ask-query';
export { summarize } from './summary/summarize';
export { showActions } from './views/actions';
export { waiveFindings } from './waivers/waive';
