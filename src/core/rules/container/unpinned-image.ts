import { described } from '../../facts/containers/containers';
import { imageName, isFloating, type ImageName } from '../../facts/containers/image-name';
import type { ContainerSpec } from '../../facts/containers/images';
import { hostsIn } from '../../inventory/inventory';
import { isTestMaterial } from '../../package/test-material';
import type { SiteFacts } from '../../subject/site';
import type { Fix } from '../finding';
import { defineRule } from '../rule';

export const unpinnedImage = defineRule({
  id: 'container/unpinned-image',
  target: 'package',
  reads: ['config'],
  severity: 'warning',
  confidence: 'certain',
  hazards: ['unknown-state', 'unplanned-work'],
  fixable: true,
  summary: 'A container image has no fixed version',
  rationale: `What \`latest\` is changes without a word. The host that pulls today runs something else than the one that pulled last week, the rehearsal on staging
says nothing of production, and after a rollback of the package the image is still the new one.

The rule reports images without a tag, and with tags that follow the last build (\`latest\`, \`stable\`, \`main\` …), in compose files, Kubernetes manifests,
kustomizations, values of charts and Dockerfiles, with what \`.env\`, defaults and \`ARG\` say of the tag. It is
silent for images with a digest, for those that are built from files beside them, for computed names, and in tests and examples. It does not ask whether a tag such as \`7.2\` moves.

The fix writes the version that production runs, if the inventory lists the image.`,
  references: ['https://docs.docker.com/reference/compose-file/services/#image', 'https://kubernetes.io/docs/concepts/containers/images/'],
  messages: {
    untagged: ({ image, container, verb }: { image: string; container: string; verb: string }) =>
      `${container} ${verb} ${image} without a version: each host runs what was newest when it pulled.`,
    floating: ({ image, container, tag, verb }: { image: string; container: string; tag: string; verb: string }) =>
      `${container} ${verb} ${image}, and ${tag} is whatever was built last: each host runs what was newest when it pulled.`,
  },
  check(reviewed, site) {
    for (const container of described(reviewed)) {
      const image = imageName(container.image);
      if (!image || container.isBuilt || isTestMaterial(container.path) || !isFloating(image)) continue;
      const { path, span, given } = container;
      const verb = container.isStage ? 'is built from' : 'runs';
      const data = { image: container.image, container: container.name, tag: image.tag ?? '', verb };
      site.report({ path, span }, image.tag === undefined ? 'untagged' : 'floating', {
        data,
        related: given ? [{ at: 'package', ...given, message: 'and the tag is given here' }] : [],
        fix: fixOf(container, image, site),
        ...(container.isOff && { confidence: 'possible' }),
      });
    }
  },
});

/** The one version that production runs of it. */
function fixOf(
  { path, span, image: written, isComputed }: ContainerSpec,
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
  // The values of a chart have the tag apart, and so has a file of variables.
  if (isComputed || span.end - span.start < written.length) return undefined;
  const end = span.end - (span.end - span.start > written.length ? 1 : 0);
  const start = tag === undefined ? end : end - tag.length - 1;
  return {
    title: `Pin to ${version}, as in ${environment}`,
    edits: [{ path, span: { start, end }, text: `:${version}` }],
    applies: 'after-review',
  };
}
