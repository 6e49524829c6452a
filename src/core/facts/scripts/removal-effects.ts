import type { PlanEffect } from '../../plan/plan';
import { fileSpan } from '../../parse/mapped-text';
import { fact, fileFact } from '../../subject/fact';
import { planned } from '../../plan/planned';
import { baseName } from '../../text/path';
import { textOfPlace, upgradeRuns } from './upgrade-effects';

/** Who runs a script that takes a package away; `any`: it is made into packages of both, or nothing says of which. */
export type RemovedBy = 'dpkg' | 'rpm' | 'any';

export interface RemovalEffect {
  readonly effect: PlanEffect;
  readonly by: RemovedBy;
  /** It runs once the files of the newer version are there (deb-prerm(5), rpm-scriptlets(7)). */
  readonly isLate: boolean;
}

/** Scripts by the names that dpkg, rpm, fpm and nfpm give them, or people who build with these. */
const ofDpkg = /(?:^|\/)(?:debian\/(?:[\w.+-]+\.)?|DEBIAN\/|control\.tar(?:\.\w+)? »\/)(prerm|postrm)(?:\.in)?$/;
const ofRpm = /(?:^|\/)RPM\/(preun|postun)(?:-\d+)?\.\w+$/;
const named =
  /^(?:[a-z\d.]+[-_.])?(pre|post|before[-_]|after[-_])[-_]?(?:rm|un|remove)(?:[-_.](?:deb|debian|rpm|[a-z\d]+))?(?:\.(?:sh|bash))?$/i;

const ofOtherSystem = /(?:^|[/_.-])(?:solaris|sunos|illumos|omnios|hp-?ux|aix|freebsd|openbsd|netbsd|darwin|macos|osx)(?:[/_.-]|$)/i;

interface Removal {
  readonly by: RemovedBy;
  readonly isLate: boolean;
}

/** Whether a script runs when a package goes: removed, or replaced by a newer version of it. */
export function removalOf(path: string): Removal | undefined {
  const [, deb] = ofDpkg.exec(path) ?? [];
  if (deb !== undefined) return { by: 'dpkg', isLate: deb === 'postrm' };
  if (ofRpm.test(path)) return { by: 'rpm', isLate: true };
  const [, when] = named.exec(baseName(path)) ?? [];
  // Packages of other systems are replaced without it, or begin with their removal as somebody asked for it.
  if (when === undefined || ofOtherSystem.test(path)) return undefined;
  const by = /deb(?:ian)?(?:[/_.-]|$)/i.test(path) ? 'dpkg' : /(?:rpm|rhel|redhat|centos)(?:[/_.-]|$)/i.test(path) ? 'rpm' : 'any';
  return { by, isLate: by === 'rpm' || /^(?:post|after)/i.test(when) };
}

/** Where the scriptlets of a spec file stand that take the package away. */
const removalSpans = fileFact('task', ({ syntax }) =>
  syntax.tasks.flatMap(({ source, isRemoval }) => (isRemoval ? [fileSpan(source, { start: 0, end: source.text.length })] : [])),
);

/** What asks for something on the host, and never for why the script runs. */
const asksTheHost =
  /^(?:!\s*)?(?:(?:\[\[?|test)\s+(?:!\s+)?-[a-hk-mo-yA-Z]\s+[^=\s]+(?:\s+\]\]?)?|(?:command\s+-v|which|type|hash|getent|id)\s[^&|;]*)$/;

/**
 * What scripts that take a package away do whether it is removed or only replaced by a newer version: nothing around it asks for the argument that
 * tells which.
 */
export const effectsOfAnyRemoval = fact(planned, (reviewed): readonly RemovalEffect[] => {
  const specs = new Map(reviewed.subjects.task.map((subject) => [subject.path, subject]));
  return upgradeRuns(reviewed).flatMap(({ entry, effects }) => {
    const spec = specs.get(entry);
    const spans = spec ? removalSpans(spec) : [];
    const removal = spec ? (spans.length > 0 ? ({ by: 'rpm', isLate: true } as const) : undefined) : removalOf(entry);
    if (!removal) return [];
    return effects
      .filter(({ host, container, when }) => host === undefined && container === undefined && when !== 'on-failure')
      .filter(({ path, span }) => !spec || (path === entry && spans.some(({ start, end }) => start <= span.start && span.end <= end)))
      .filter(({ asked }) => asked.every((place) => asksTheHost.test(textOfPlace(place, reviewed).trim())))
      .map((effect) => ({ effect, ...removal }));
  });
});
