import { foreignConfigOf } from '../../facts/side-effects/foreign-config';
import { foreignFolderOf, stemOf } from '../../facts/side-effects/foreign-folder';
import { wayBackOf } from '../../facts/side-effects/side-effects';
import { upgradeEffects } from '../../facts/scripts/upgrade-effects';
import { isOfHost } from '../../facts/units/unit-effects';
import { hostsIn } from '../../inventory/inventory';
import { planned } from '../../plan/planned';
import { baseName } from '../../text/path';
import { endingWords, ofTarget, pageEnding, reportSideEffects, type SideEffectData } from '../reporting/side-effect';
import { defineRule } from '../rule';

const changes = /^(file\.(write|append|edit|delete|move|link)|archive\.extract)$/;

export const fileOutsideSideEffect = defineRule({
  id: 'side-effect/file-outside',
  target: 'package',
  reads: [...planned, 'manifest'],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outside-snapshot', 'unplanned-work'],
  fixable: false,
  summary: 'The upgrade writes files on other hosts, in object stores or into the folder of another product',
  rationale: `Files that a script copies to another host, a share or a bucket are in no snapshot of the hosts under upgrade. After a rollback others read what only the new version writes.

Files in the folder of another product (\`/usr/share/grafana\`, \`/var/lib/tomcat9\`, \`/opt/keycloak\`) are lost with its next upgrade, change what its owner relies on, and stay when this package
is removed. A folder is another product's where production runs a unit or package of its name or it is a product that is widely known, and where neither the manifest nor a unit or package inside
this one has that name. Its configuration files are told by \`script/edits-foreign-config\`.

${pageEnding}`,
  references: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html',
    'https://refspecs.linuxfoundation.org/FHS_3.0/fhs/index.html',
  ],
  messages: {
    done: (d: SideEffectData) => `${d.by} changes files outside of this host${ofTarget(d, ': ')}${endingWords(d)}`,
    foreign: (d: { by: string; target: string; owner: string; isUndone: boolean }) =>
      `${d.by} changes ${d.target}, which lies in the folder of ${d.owner}: its own upgrade loses it or trips over it, and ${d.isUndone ? 'the way back of this package takes it back: run that as well' : 'nothing in this package takes it back'}.`,
  },
  check(reviewed, { report, inventory, environment }) {
    reportSideEffects('file-outside', reviewed, report, { isEach: false });
    const hosts = hostsIn(inventory, environment);
    const own = ownNames(reviewed.manifest?.syntax.product?.value, [
      ...reviewed.subjects.unit.map(({ path }) => path),
      ...reviewed.files.flatMap(({ path }) => (/\.(deb|rpm|apk)$/.test(path) ? [path] : [])),
    ]);
    const isOwn = (name: string): boolean => own.has(name) || reviewed.name.toLowerCase().includes(name);
    const told = new Set<string>();
    for (const { effect, phase, isSure } of upgradeEffects(reviewed)) {
      const { path, span, by, target, kind } = effect;
      if (!isSure || !changes.test(kind) || !isOfHost(effect) || effect.when === 'on-failure' || /^(rollback|check|scheduled)$/.test(phase))
        continue;
      const owner = foreignConfigOf(target) ? undefined : foreignFolderOf(target, hosts, isOwn);
      if (owner === undefined || told.has(`${path} ${owner}`) || path.toLowerCase().includes(owner.toLowerCase())) continue;
      told.add(`${path} ${owner}`);
      const undo = wayBackOf(effect, reviewed);
      report({ path, span }, 'foreign', {
        data: { by, target, owner, isUndone: undo !== undefined },
        ...(undo && {
          atMost: 'info',
          related: [{ at: 'package', path: undo.path, span: undo.span, message: 'the way back takes it back here' }],
        }),
      });
    }
  },
});

/** The product with the words of its name, and what the package brings of units and packages. */
function ownNames(product: string | undefined, paths: readonly string[]): ReadonlySet<string> {
  const brought = paths.map((path) => stemOf(baseName(path)));
  return new Set(
    [product ?? '', ...(product ?? '').split(/[\s_-]+/), ...brought, ...brought.map((name) => name.replace(/-\d.*$/, ''))].map((name) =>
      name.toLowerCase(),
    ),
  );
}
