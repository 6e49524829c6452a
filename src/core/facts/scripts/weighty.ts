import type { EffectKind, Step } from '../../effects/effect';

const kinds: ReadonlySet<EffectKind> = new Set([
  'package.install',
  'archive.extract',
  'database.run',
  'database.create',
  'database.restore',
  'database.dump',
  'unit.install',
  'cluster.apply',
  'user.create',
  'file.move',
]);

/** What copies, as against what writes a line somewhere. */
const copies = /^(cp|install|rsync|ditto|scp|unzip|wget|curl|patch|dd)\b/;

/** Clients of clouds ask as often as they change something. */
const asksToo = /^(aws|gcloud|az|openstack|doctl|consul|nomad|salt)\b/;

/** Work that what comes after relies upon: installing, unpacking, copying, dumping, changing data. */
export const isWeighty = ({ kind, by }: { readonly kind: Step['kind']; readonly by: string }): boolean =>
  kinds.has(kind as EffectKind)
    ? (kind !== 'unit.install' || copies.test(by)) && !asksToo.test(by)
    : /^file\.(write|edit)$/.test(kind) && copies.test(by);
