import { containersIn, imageName, type ContainerSpec, type ImageName } from '../../facts/containers/images';
import { hostsIn } from '../../inventory/inventory';
import { isTestMaterial } from '../../package/test-material';
import type { SiteFacts } from '../../subject/site';
import type { Fix } from '../finding';
import { defineRule } from '../rule';

/** Tags that follow whatever is built last. */
const floating =
  /^(latest|stable|edge|nightly|main|master|dev|develop|devel|trunk|rolling|next|current|release|lts|mainline|canary|snapshot|head)$/i;

export const unpinnedImage = defineRule({
  id: 'container/unpinned-image',
  target: 'config',
  severity: 'warning',
  confidence: 'certain',
  hazards: ['unknown-state', 'unplanned-work'],
  fixable: true,
  summary: 'A container image has no fixed version',
  rationale: `What \`latest\` is changes without a word. The host that pulls today runs something else than the one that pulled last week, the rehearsal on staging
says nothing of production, and after a rollback of the package the image is still the new one.

The rule reports images without a tag, and with tags that follow the last build (\`latest\`, \`stable\`, \`main\` …), in compose files and Kubernetes manifests. It is
silent for images with a digest, for those that are built from files beside them, for computed names, and in tests and examples. It does not ask whether a tag such as \`7.2\` moves.

The fix writes the version that production runs, if the inventory lists the image.`,
  references: ['https://docs.docker.com/reference/compose-file/services/#image', 'https://kubernetes.io/docs/concepts/containers/images/'],
  messages: {
    untagged: ({ image, container }: { image: string; container: string }) =>
      `${container} runs ${image} without a version: each host runs what was newest when it pulled.`,
    floating: ({ image, container, tag }: { image: string; container: string; tag: string }) =>
      `${container} runs ${image}, and ${tag} is whatever was built last: each host runs what was newest when it pulled.`,
  },
  check(config, site) {
    if (isTestMaterial(config.path)) return;
    for (const container of containersIn(config)) {
      const image = imageName(container.image);
      if (!image || image.isDigested || container.isBuilt || (image.tag !== undefined && !floating.test(image.tag))) continue;
      const data = { image: container.image, container: container.name, tag: image.tag ?? '' };
      site.report(container.span, image.tag === undefined ? 'untagged' : 'floating', { data, fix: fixOf(container, image, site) });
    }
  },
});

/** The one version that production runs of it. */
function fixOf(
  { path, span, image: written }: ContainerSpec,
  { repository, tag }: ImageName,
  { inventory, environment }: SiteFacts,
): Fix | undefined {
  const versions = new Set(
    hostsIn(inventory, environment).flatMap(({ packages = [] }) =>
      packages.flatMap(({ name, type, version }) => (name === repository && /^(oci|docker)$/.test(type ?? '') ? [version] : [])),
    ),
  );
  const [version] = versions;
  if (version === undefined || versions.size > 1 || !written.endsWith(tag === undefined ? repository : `:${tag}`)) return undefined;
  // The values of a chart have the tag apart.
  if (span.end - span.start < written.length) return undefined;
  const end = span.end - (span.end - span.start > written.length ? 1 : 0);
  const start = tag === undefined ? end : end - tag.length - 1;
  return {
    title: `Pin to ${version}, as in ${environment}`,
    edits: [{ path, span: { start, end }, text: `:${version}` }],
    applies: 'after-review',
  };
}
