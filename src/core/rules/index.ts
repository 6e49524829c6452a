import { unsatisfiedInProduction } from './dependency/unsatisfied-in-production';
import { ambiguousReboot } from './manifest/ambiguous-reboot';
import { looseConstraint } from './manifest/loose-constraint';
import { manifestSyntax } from './manifest/syntax';
import { missingLock } from './migration/missing-lock';
import type { Rule } from './rule';
import { renamedUnit } from './systemd/renamed-unit';
import { systemdSyntax } from './systemd/syntax';
import { unknownUnit } from './systemd/unknown-unit';

/** Every rule, in alphabetical order of their ids. */
export const rules: readonly Rule[] = [
  unsatisfiedInProduction,
  ambiguousReboot,
  looseConstraint,
  manifestSyntax,
  missingLock,
  renamedUnit,
  systemdSyntax,
  unknownUnit,
];
