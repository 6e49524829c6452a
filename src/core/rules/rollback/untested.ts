import { documentClaims } from '../../facts/document-claims';
import { waysBack } from '../../facts/side-effects/ways-back';
import { hostsIn } from '../../inventory/inventory';
import { packagePlan } from '../../plan/package-plan';
import { planned } from '../../plan/planned';
import { defineRule } from '../rule';
import { isAbsent, isKeptCopy, mayMakeCopy, meets, restoredIn, type Restored } from './untested/restored';

/** Places that are linked to. */
const linked = 12;

interface Lack {
  readonly from: string;
  readonly more: number;
}

const named = ({ from, more }: Lack): string => (more > 0 ? `${from} and ${more} more` : from);

export const untestedWayBack = defineRule({
  id: 'rollback/untested',
  target: 'package',
  reads: [...planned, 'manifest', 'text'],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['half-done', 'irreversible'],
  fixable: false,
  summary: 'The way back cannot have been tried',
  rationale: `A script for the way back runs once, at the worst moment, for people who count on it. Whoever had run it after this upgrade would have seen it stop: it restores a copy that nothing has made, or
needs a file that was not packed. The new version is then half taken back, and nobody drew a snapshot, as there was a script.

The rule goes through the scripts of the way back. It reports copies that they restore (\`cp\`, \`mv\`, \`install\`, \`rsync\`, \`tar\`, \`psql -f\`, \`pg_restore\`) and that no step of the upgrade makes, files that they need from
the package and that it does not hold, a script that the manifest names as the way back and that changes nothing, and sentences of documents about the upgrade that say that nobody has tried it (English and German).

Only known paths count, and of copies only those that are called so (backup, previous, \`.bak\`, \`.orig\` …). It is silent about what the inventory lists among the files of a host, and about copies that package managers keep. A finding is only possible
where the way back asks before it restores, or where some step of the upgrade makes what nobody can tell, as that may be the copy.

Make the copy a step of the upgrade, and run the way back once, after the upgrade, on a host like those of production.`,
  references: [
    'https://sre.google/sre-book/release-engineering/',
    'https://docs.aws.amazon.com/wellarchitected/latest/operational-excellence-pillar/ops_mit_deploy_risks_plan_for_unsucessful_changes.html',
  ],
  messages: {
    unkept: (d: Lack) =>
      `The way back restores ${named(d)}, and no step of the upgrade makes ${d.more > 0 ? 'them' : 'it'}: nobody has run it after this upgrade.`,
    absent: (d: Lack) =>
      `The way back needs ${named(d)}, and the package does not hold ${d.more > 0 ? 'them' : 'it'}: nobody has run it from this package.`,
    empty: (d: { path: string }) => `The manifest names ${d.path} as the way back, and that script changes nothing.`,
    said: () => 'This says that nobody has tried the way back: try it before the window.',
  },
  check(reviewed, { report, inventory, environment }) {
    for (const { kind, path, span } of documentClaims(reviewed))
      if (kind === 'untested-way-back') report({ path, span }, 'said', { data: undefined, confidence: 'certain' });

    const { manifest, files } = reviewed;
    const { phases } = packagePlan(reviewed);
    const claimed = manifest?.syntax.rollback;
    const path = claimed?.value.replace(/^\.\//, '');
    if (manifest && claimed && path !== undefined && phases.some(({ entry, effects }) => entry === path && effects.length === 0))
      report({ path: manifest.path, span: claimed.span }, 'empty', { data: { path } });

    const forth = phases.filter(({ name }) => name !== 'rollback').flatMap(({ effects }) => effects);
    const onHosts = hostsIn(inventory, environment).flatMap((host) => host.files ?? []);
    const isDoubtful = forth.some(mayMakeCopy);
    for (const phase of waysBack(reviewed).back) {
      const isMade = ({ from, at }: Restored): boolean =>
        [...forth, ...phase.effects.slice(0, at)].some(({ target }) => meets(target, from)) || onHosts.some((each) => meets(each, from));
      const lacking = restoredIn(phase).filter((restored) => !isMade(restored));
      const tell = (message: 'unkept' | 'absent', found: readonly Restored[]): void => {
        const [first, ...others] = found;
        if (!first) return;
        report({ path: first.effect.path, span: first.effect.span }, message, {
          data: { from: first.from, more: others.length },
          confidence: isDoubtful || first.effect.when !== 'always' ? 'possible' : 'likely',
          related: others
            .slice(0, linked)
            .map(({ effect, from }) => ({ at: 'package', path: effect.path, span: effect.span, message: from })),
        });
      };
      tell('unkept', lacking.filter(isKeptCopy));
      tell(
        'absent',
        lacking.filter((restored) => isAbsent(restored, files)),
      );
    }
  },
});
