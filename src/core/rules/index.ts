import { ambiguousDirectory } from './archive/ambiguous-directory';
import { ambiguousName } from './archive/ambiguous-name';
import { budgetExceeded } from './archive/budget-exceeded';
import { collidingName } from './archive/colliding-name';
import { damagedEntry } from './archive/damaged-entry';
import { dangerousPermissions } from './archive/dangerous-permissions';
import { deceptiveName } from './archive/deceptive-name';
import { escapingSymlink } from './archive/escaping-symlink';
import { headerMismatch } from './archive/header-mismatch';
import { hiddenData } from './archive/hidden-data';
import { notExecutable } from './archive/not-executable';
import { overlappingEntries } from './archive/overlapping-entries';
import { unclearName } from './archive/unclear-name';
import { unportableName } from './archive/unportable-name';
import { unreadableEntry } from './archive/unreadable-entry';
import { unsafeName } from './archive/unsafe-name';
import { worldWritable } from './archive/world-writable';
import { expired } from './certificate/expired';
import { notYetValid } from './certificate/not-yet-valid';
import { revokedCertificate } from './certificate/revoked';
import { weakCertificate } from './certificate/weak';
import { wrongHost } from './certificate/wrong-host';
import { wrongKey } from './certificate/wrong-key';
import { replacedKey } from './certificate/replaced-key';
import { certificateSyntax } from './certificate/syntax';
import { unknownIssuer } from './certificate/unknown-issuer';
import { byteOrderMark } from './config/byte-order-mark';
import { changedDefault } from './config/changed-default';
import { deprecatedKey } from './config/deprecated-key';
import { missingRequiredKey } from './config/missing-required-key';
import { removedKey } from './config/removed-key';
import { configSyntax } from './config/syntax';
import { vanishedKey } from './config/vanished-key';
import { dataMoved } from './container/data-moved';
import { engineJump } from './container/engine-jump';
import { hostAccess } from './container/host-access';
import { removedApi } from './container/removed-api';
import { unpinnedImage } from './container/unpinned-image';
import { dependencyConflict } from './dependency/conflict';
import { diskSpace } from './dependency/disk-space';
import { dependencyDowngrade } from './dependency/downgrade';
import { dependencyDrift } from './dependency/drift';
import { endOfLife } from './dependency/end-of-life';
import { majorJump } from './dependency/major-jump';
import { dependencyMissing } from './dependency/missing';
import { needsStop } from './dependency/needs-stop';
import { noUpgradePath } from './dependency/no-upgrade-path';
import { osNotSupported } from './dependency/os-not-supported';
import { dependencyPrerelease } from './dependency/prerelease';
import { undeclared } from './dependency/undeclared';
import { unsatisfiedInProduction } from './dependency/unsatisfied-in-production';
import { vulnerable } from './dependency/vulnerable';
import { claimContradicted } from './document/claim-contradicted';
import { missingReleaseNotes } from './document/missing-release-notes';
import { unreadReleaseNotes } from './document/unread-release-notes';
import { callHome } from './endpoint/call-home';
import { plainText } from './endpoint/plain-text';
import { rawAddress } from './endpoint/raw-address';
import { retired } from './endpoint/retired';
import { unknownHost } from './endpoint/unknown-host';
import { unverifiedTls } from './endpoint/unverified-tls';
import { newHost } from './endpoint/new-host';
import { vendorInternal } from './endpoint/vendor-internal';
import { stagingDiffers } from './environment/staging-differs';
import { inventoryStale } from './inventory/stale';
import { uncoveredHost } from './inventory/uncovered-host';
import { breakingChange } from './interface/breaking-change';
import { ambiguousReboot } from './manifest/ambiguous-reboot';
import { looseConstraint } from './manifest/loose-constraint';
import { missingFile } from './manifest/missing-file';
import { manifestSyntax } from './manifest/syntax';
import { unlistedFile } from './manifest/unlisted-file';
import { wrongDigest } from './manifest/wrong-digest';
import { goesOnAfterError } from './migration/goes-on-after-error';
import { attachPartition } from './migration/attach-partition';
import { createPartition } from './migration/create-partition';
import { blockingIndex } from './migration/blocking-index';
import { blockingIndexDrop } from './migration/blocking-index-drop';
import { blockingReindex } from './migration/blocking-reindex';
import { validatingForeignKey } from './migration/validating-foreign-key';
import { validatingCheck } from './migration/validating-check';
import { uniqueConstraint } from './migration/unique-constraint';
import { primaryKey } from './migration/primary-key';
import { exclusionConstraint } from './migration/exclusion-constraint';
import { validatingNotNull } from './migration/validating-not-null';
import { tableRewrite } from './migration/table-rewrite';
import { inlineConstraint } from './migration/inline-constraint';
import { refreshView } from './migration/refresh-view';
import { domainConstraint } from './migration/domain-constraint';
import { unboundedChange } from './migration/unbounded-change';
import { systemCatalogChange } from './migration/system-catalog-change';
import { disablesTriggers } from './migration/disables-triggers';
import { dropsData } from './migration/drops-data';
import { requiredColumn } from './migration/required-column';
import { renamesInUse } from './migration/renames-in-use';
import { noRollback } from './migration/no-rollback';
import { incompleteRollback } from './migration/incomplete-rollback';
import { rollbackLosesData } from './migration/rollback-loses-data';
import { opaqueSql } from './migration/opaque-sql';
import { unindexedForeignKey } from './migration/unindexed-foreign-key';
import { unqualifiedName } from './migration/unqualified-name';
import { migrationNotRepeatable } from './migration/not-repeatable';
import { mysqlCopy } from './migration/mysql-copy';
import { mysqlUnstatedAlgorithm } from './migration/mysql-unstated-algorithm';
import { mysqlNoLockWaitTimeout } from './migration/mysql-no-lock-wait-timeout';
import { mysqlDdlInTransaction } from './migration/mysql-ddl-in-transaction';
import { mysqlImplicitDefault } from './migration/mysql-implicit-default';
import { mysqlChecksOff } from './migration/mysql-checks-off';
import { sqliteRebuild } from './migration/sqlite-rebuild';
import { sqliteNoBusyTimeout } from './migration/sqlite-no-busy-timeout';
import { sqliteRequiredColumn } from './migration/sqlite-required-column';
import { sqliteVacuumInTransaction } from './migration/sqlite-vacuum-in-transaction';
import { invalidIndexLeft } from './migration/invalid-index-left';
import { concurrentlyInTransaction } from './migration/concurrently-in-transaction';
import { detachPartition } from './migration/detach-partition';
import { explicitTableLock } from './migration/explicit-table-lock';
import { ineffectiveLock } from './migration/ineffective-lock';
import { lockDeadlock } from './migration/lock-deadlock';
import { lockNotReleased } from './migration/lock-not-released';
import { locksReferencedTable } from './migration/locks-referenced-table';
import { noStatementTimeout } from './migration/no-statement-timeout';
import { notAtomic } from './migration/not-atomic';
import { openTransaction } from './migration/open-transaction';
import { setLocalWithoutTransaction } from './migration/set-local-without-transaction';
import { validatedInSameTransaction } from './migration/validated-in-same-transaction';
import { workUnderExclusiveLock } from './migration/work-under-exclusive-lock';
import { noLockTimeout } from './migration/no-lock-timeout';
import { missingLock } from './migration/missing-lock';
import { editorFiles } from './package/editor-files';
import { expiredLicence } from './package/expired-licence';
import { silentBinaryChange } from './package/silent-binary-change';
import { staleBinary } from './package/stale-binary';
import { unrelatedChanges } from './package/unrelated-changes';
import { widerReach } from './package/wider-reach';
import { rehearsalFailed } from './rehearsal/failed';
import { rehearsalBlocked } from './rehearsal/blocked';
import { rehearsalRewrite } from './rehearsal/rewrite';
import { rollbackDiffers } from './rehearsal/rollback-differs';
import { rehearsalRaced } from './rehearsal/raced';
import { slowUnderLoad } from './rehearsal/slow-under-load';
import { rehearsalNotRepeatable } from './rehearsal/not-repeatable';
import { eitherDay } from './schedule/either-day';
import { embeddedJob } from './schedule/embedded-job';
import { missingTarget } from './schedule/missing-target';
import { neverFires } from './schedule/never-fires';
import { overlappingRun } from './schedule/overlapping-run';
import { pathAssumption } from './schedule/path-assumption';
import { retiredEndpoint } from './schedule/retired-endpoint';
import { runsInWindow } from './schedule/runs-in-window';
import { scheduleSyntax } from './schedule/syntax';
import { unboundedOutput } from './schedule/unbounded-output';
import { unescapedPercent } from './schedule/unescaped-percent';
import { assumesSudo } from './script/assumes-sudo';
import { continuesAfterFailure } from './script/continues-after-failure';
import { cutsOwnConnection } from './script/cuts-own-connection';
import { destructiveUnsetVariable } from './script/destructive-unset-variable';
import { disablesProtection } from './script/disables-protection';
import { editsForeignConfig } from './script/edits-foreign-config';
import { hiddenReboot } from './script/hidden-reboot';
import { interactivePrompt } from './script/interactive-prompt';
import { killsService } from './script/kills-service';
import { lostExitStatus } from './script/lost-exit-status';
import { missingCommand } from './script/missing-command';
import { missingInterpreter } from './script/missing-interpreter';
import { obsoleteCommand } from './script/obsolete-command';
import { pipeToShell } from './script/pipe-to-shell';
import { endlessWait } from './script/endless-wait';
import { erasesData } from './script/erases-data';
import { removesOnUpgrade } from './script/removes-on-upgrade';
import { fixedTempPath } from './script/fixed-temp-path';
import { grantsPrivilege } from './script/grants-privilege';
import { leavesWorkBehind } from './script/leaves-work-behind';
import { notRepeatable } from './script/not-repeatable';
import { overwritesConfig } from './script/overwrites-config';
import { recursivePermissions } from './script/recursive-permissions';
import { runsElsewhere } from './script/runs-elsewhere';
import { unpinnedInstall } from './script/unpinned-install';
import { unverifiedDownload } from './script/unverified-download';
import { unverifiedSource } from './script/unverified-source';
import { upgradesHost } from './script/upgrades-host';
import { scriptWorldWritable } from './script/world-writable';
import { incompleteWayBack } from './rollback/incomplete';
import { missingWayBack } from './rollback/missing';
import { untestedWayBack } from './rollback/untested';
import { webhookSideEffect } from './side-effect/webhook';
import { featureFlagSideEffect } from './side-effect/feature-flag';
import { accountSideEffect } from './side-effect/account';
import { messageSideEffect } from './side-effect/message';
import { queueSideEffect } from './side-effect/queue';
import { cloudObjectSideEffect } from './side-effect/cloud-object';
import { fileOutsideSideEffect } from './side-effect/file-outside';
import { defaultCredential } from './secret/default-credential';
import { hardCoded } from './secret/hard-coded';
import { onCommandLine } from './secret/on-command-line';
import { privateKey } from './secret/private-key';
import { providerToken } from './secret/provider-token';
import { readableByAll } from './secret/readable-by-all';
import { shellSyntax } from './shell/syntax';
import { enabledNotStarted } from './systemd/enabled-not-started';
import { invalidValue } from './systemd/invalid-value';
import { maskedUnit } from './systemd/masked-unit';
import { missingDaemonReload } from './systemd/missing-daemon-reload';
import { missingExecutable } from './systemd/missing-executable';
import { onlineWithoutWants } from './systemd/online-without-wants';
import { orderingCycle } from './systemd/ordering-cycle';
import { overriddenUnit } from './systemd/overridden-unit';
import { removedDirective } from './systemd/removed-directive';
import { renamedUnit } from './systemd/renamed-unit';
import { restartLoop } from './systemd/restart-loop';
import { startedNotEnabled } from './systemd/started-not-enabled';
import { systemdSyntax } from './systemd/syntax';
import { unknownDirective } from './systemd/unknown-directive';
import { unknownUnit } from './systemd/unknown-unit';
import { unknownUser } from './systemd/unknown-user';
import { weakerSandbox } from './systemd/weaker-sandbox';
import type { Rule } from './rule';
import { windowContradiction } from './window/contradiction';
import { windowTooShort } from './window/too-short';

/** Every rule, in alphabetical order of their ids. */
export const rules: readonly Rule[] = [
  ambiguousDirectory,
  ambiguousName,
  budgetExceeded,
  collidingName,
  damagedEntry,
  dangerousPermissions,
  deceptiveName,
  escapingSymlink,
  headerMismatch,
  hiddenData,
  notExecutable,
  overlappingEntries,
  unclearName,
  unportableName,
  unreadableEntry,
  unsafeName,
  worldWritable,
  expired,
  notYetValid,
  revokedCertificate,
  weakCertificate,
  wrongHost,
  wrongKey,
  replacedKey,
  certificateSyntax,
  unknownIssuer,
  byteOrderMark,
  changedDefault,
  deprecatedKey,
  missingRequiredKey,
  removedKey,
  configSyntax,
  vanishedKey,
  dataMoved,
  engineJump,
  hostAccess,
  removedApi,
  unpinnedImage,
  dependencyConflict,
  diskSpace,
  dependencyDowngrade,
  dependencyDrift,
  endOfLife,
  majorJump,
  dependencyMissing,
  needsStop,
  noUpgradePath,
  osNotSupported,
  dependencyPrerelease,
  undeclared,
  unsatisfiedInProduction,
  vulnerable,
  claimContradicted,
  missingReleaseNotes,
  unreadReleaseNotes,
  callHome,
  plainText,
  rawAddress,
  retired,
  unknownHost,
  unverifiedTls,
  newHost,
  vendorInternal,
  stagingDiffers,
  inventoryStale,
  uncoveredHost,
  breakingChange,
  ambiguousReboot,
  looseConstraint,
  missingFile,
  manifestSyntax,
  unlistedFile,
  wrongDigest,
  missingLock,
  goesOnAfterError,
  attachPartition,
  createPartition,
  blockingIndex,
  blockingIndexDrop,
  blockingReindex,
  validatingForeignKey,
  validatingCheck,
  uniqueConstraint,
  primaryKey,
  exclusionConstraint,
  validatingNotNull,
  tableRewrite,
  inlineConstraint,
  refreshView,
  domainConstraint,
  unboundedChange,
  systemCatalogChange,
  disablesTriggers,
  dropsData,
  renamesInUse,
  requiredColumn,
  invalidIndexLeft,
  sqliteVacuumInTransaction,
  sqliteRequiredColumn,
  sqliteNoBusyTimeout,
  sqliteRebuild,
  mysqlChecksOff,
  mysqlImplicitDefault,
  mysqlDdlInTransaction,
  mysqlNoLockWaitTimeout,
  mysqlUnstatedAlgorithm,
  mysqlCopy,
  migrationNotRepeatable,
  unqualifiedName,
  unindexedForeignKey,
  opaqueSql,
  rollbackLosesData,
  incompleteRollback,
  noRollback,
  concurrentlyInTransaction,
  detachPartition,
  explicitTableLock,
  ineffectiveLock,
  lockDeadlock,
  lockNotReleased,
  locksReferencedTable,
  noStatementTimeout,
  notAtomic,
  openTransaction,
  setLocalWithoutTransaction,
  validatedInSameTransaction,
  workUnderExclusiveLock,
  noLockTimeout,
  editorFiles,
  expiredLicence,
  silentBinaryChange,
  staleBinary,
  unrelatedChanges,
  widerReach,
  rehearsalFailed,
  rehearsalBlocked,
  rehearsalRewrite,
  rollbackDiffers,
  rehearsalNotRepeatable,
  rehearsalRaced,
  slowUnderLoad,
  eitherDay,
  embeddedJob,
  missingTarget,
  neverFires,
  overlappingRun,
  pathAssumption,
  retiredEndpoint,
  runsInWindow,
  scheduleSyntax,
  unboundedOutput,
  unescapedPercent,
  assumesSudo,
  continuesAfterFailure,
  cutsOwnConnection,
  destructiveUnsetVariable,
  disablesProtection,
  editsForeignConfig,
  hiddenReboot,
  interactivePrompt,
  killsService,
  lostExitStatus,
  missingCommand,
  missingInterpreter,
  obsoleteCommand,
  pipeToShell,
  endlessWait,
  erasesData,
  removesOnUpgrade,
  fixedTempPath,
  grantsPrivilege,
  leavesWorkBehind,
  notRepeatable,
  overwritesConfig,
  recursivePermissions,
  runsElsewhere,
  unpinnedInstall,
  unverifiedDownload,
  unverifiedSource,
  upgradesHost,
  scriptWorldWritable,
  incompleteWayBack,
  missingWayBack,
  untestedWayBack,
  defaultCredential,
  hardCoded,
  onCommandLine,
  privateKey,
  providerToken,
  readableByAll,
  shellSyntax,
  webhookSideEffect,
  featureFlagSideEffect,
  accountSideEffect,
  messageSideEffect,
  queueSideEffect,
  cloudObjectSideEffect,
  fileOutsideSideEffect,
  enabledNotStarted,
  invalidValue,
  maskedUnit,
  missingDaemonReload,
  missingExecutable,
  onlineWithoutWants,
  orderingCycle,
  overriddenUnit,
  removedDirective,
  renamedUnit,
  restartLoop,
  startedNotEnabled,
  systemdSyntax,
  unknownDirective,
  unknownUnit,
  unknownUser,
  weakerSandbox,
  windowContradiction,
  windowTooShort,
];
