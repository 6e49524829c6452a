import { serviceMap } from '../../facts/service-map';
import { upgradeEffects } from '../../facts/scripts/upgrade-effects';
import type { Service } from '../../inventory/inventory';
import type { Manifest } from '../../package/manifest';
import type { Located } from '../../package/manifest-ranges';
import type { PlanEffect } from '../../plan/plan';
import { planned, type Planned } from '../../plan/planned';
import { fact } from '../../subject/fact';
import type { PackageView } from '../../subject/subject';
import { enumerate } from '../../text/enumerate';
import { connected } from '../../text/groups';
import { defineRule } from '../rule';

/** Products or services that the message names. */
const spelledOut = 4;

export const unrelatedChanges = defineRule({
  id: 'package/unrelated-changes',
  target: 'package',
  reads: [...planned, 'manifest'],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['unplanned-work', 'unknown-state'],
  fixable: false,
  summary: 'The package brings changes that have nothing to do with each other into one window',
  rationale: `Two changes in one window are twice as likely to fail, and whoever looks for the cause does not know which of them it was. If one has to go back, the other goes back with it, or the window ends with a mixture that nobody has tested.

The rule reports an archive that holds packages of several products: each has a manifest of its own with a name and a version, none depends on another one, and neither names nor versions look as if they were parts of one product. With an inventory that lists services
with their units, owners and dependencies, it also reports scripts of the upgrade that start, stop, restart or install units of services that belong to different owners and of which none depends on another one.

It is silent where a manifest stands at the top of the archive and so speaks for all in it, about parts of one product (\`rooms-server\` beside \`rooms-agent\`, or the same version), about Debian and RPM packages, which seldom say what they are a part of, about services without an owner, and about what only runs after something failed.

Ask the vendor for one package for each product, or plan a window for each, with its own check and its own way back.`,
  references: ['https://sre.google/sre-book/release-engineering/', 'https://dora.dev/capabilities/working-in-small-batches/'],
  messages: {
    products: ({ products }: { products: readonly string[] }) =>
      `The package holds ${products.length} products that have nothing to do with each other: ${enumerate(products, spelledOut)}. Each of them needs a window, or a reason why not.`,
    services: ({ services }: { services: readonly string[] }) =>
      `The upgrade touches services that do not need each other, of ${services.length} owners: ${enumerate(services, spelledOut)}. Each owner has to agree to the window.`,
  },
  check(reviewed, { report, inventory }) {
    const [product, ...others] = productsOf(reviewed);
    if (product && others.length > 0)
      report({ path: product.path, span: product.name.span }, 'products', {
        data: { products: [product, ...others].map(({ name, version }) => `${name.value} ${version.value}`) },
        related: others.map(({ path, name }) => ({ at: 'package', path, span: name.span, message: `${name.value} is another product` })),
      });

    const [service, ...more] = apart(inventory.services, touched(reviewed));
    if (service && more.length > 0)
      report(service.effect, 'services', {
        data: { services: [service, ...more].map(({ name, owner }) => `${name} (${owner})`) },
        related: more.map(({ effect, name }) => ({
          at: 'package',
          path: effect.path,
          span: effect.span,
          message: `${name} is touched here`,
        })),
      });
  },
});

interface Product {
  readonly path: string;
  readonly name: Located<string>;
  readonly version: Located<string>;
  readonly needs: readonly string[];
}

/** One of each family of products. A manifest of the whole speaks for all in it; one of a browser extension describes no product. */
function productsOf({ manifest, subjects }: PackageView<'manifest'>): readonly Product[] {
  if (manifest) return [];
  const products = subjects.manifest.flatMap(({ path, text, syntax }) =>
    /"manifest_version"\s*:/.test(text) ? [] : (productIn(path, syntax) ?? []),
  );
  return firstOfEach(connected(products, isPartOfOne));
}

const productIn = (path: string, { product: name, version, dependencies }: Manifest): Product | undefined =>
  name && version && { path, name, version, needs: dependencies.map((each) => each.name.toLowerCase()) };

const isPartOfOne = (a: Product, b: Product): boolean =>
  a.version.value === b.version.value || firstWord(a) === firstWord(b) || a.needs.includes(nameOf(b)) || b.needs.includes(nameOf(a));

const nameOf = ({ name }: Product): string => name.value.toLowerCase();
const firstWord = (product: Product): string => nameOf(product).split(/[\s_.-]/, 1)[0] ?? '';

/** Steps that move a service. */
const moves: ReadonlySet<string> = new Set(
  ['start', 'stop', 'restart', 'enable', 'disable', 'mask', 'install'].map((verb) => `unit.${verb}`).concat('process.kill'),
);

const touched = fact(planned, (reviewed: PackageView<Planned>): readonly PlanEffect[] =>
  upgradeEffects(reviewed).flatMap(({ effect, phase, isSure }) =>
    isSure &&
    phase !== 'scheduled' &&
    phase !== 'rollback' &&
    moves.has(effect.kind) &&
    effect.host === undefined &&
    effect.when !== 'on-failure'
      ? [effect]
      : [],
  ),
);

interface Touched {
  readonly name: string;
  readonly owner: string;
  readonly effect: PlanEffect;
}

/** Of services that depend on each other one, and of each owner only one. */
function apart(services: readonly Service[], effects: readonly PlanEffect[]): readonly Touched[] {
  const map = serviceMap(services);
  const found = new Map<string, Touched>();
  for (const effect of effects)
    for (const { name, owner } of map.touchedBy(effect))
      if (owner !== undefined && !found.has(name)) found.set(name, { name, owner, effect });
  const needs = (a: Touched, b: Touched): boolean => map.dependents(b.name).some(({ name }) => name === a.name);
  return firstOfEach(connected([...found.values()], (a, b) => a.owner === b.owner || needs(a, b) || needs(b, a)));
}

const firstOfEach = <T>(groups: readonly (readonly T[])[]): readonly T[] => groups.flatMap(([first]) => first ?? []);
