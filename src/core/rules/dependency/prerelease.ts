import { brought } from '../../facts/versions/brought';
import { defineRule } from '../rule';

export const dependencyPrerelease = defineRule({
  id: 'dependency/prerelease',
  target: 'manifest',
  reads: ['manifest'],
  severity: 'warning',
  confidence: 'certain',
  hazards: ['unknown-state'],
  fixable: false,
  summary: 'A pre-release goes to production',
  rationale: `Alphas, betas, release candidates and snapshots are made to be tried: their makers promise no upgrade from them, and often none to the release. Where one is meant to run in production, write down why.

The rule looks at the version of the package and of each Debian, RPM and Python package that it brings along. Revisions of distributions that only look like it (\`~deb12u1\`, \`~bpo12\`) do not count.`,
  references: ['https://semver.org/#spec-item-9', 'https://packaging.python.org/en/latest/specifications/version-specifiers/'],
  messages: {
    own: ({ version }: { version: string }) => `Version ${version} of this package is a pre-release.`,
    brought: ({ name, version }: { name: string; version: string }) =>
      `The package brings ${name} ${version} along, which is a pre-release.`,
  },
  check({ syntax }, { report, package: reviewed }) {
    const { version, product } = syntax;
    const isOwn = version !== undefined && isPrerelease(version.value);
    if (isOwn) report(version.span, 'own', { data: { version: version.value } });
    const at = (version ?? product)?.span;
    if (!at) return;
    for (const { name, version: own } of brought(reviewed))
      if (isPrerelease(own) && !(isOwn && name === product?.value)) report(at, 'brought', { data: { name, version: own } });
  },
});

const isPrerelease = (version: string): boolean =>
  /(?:[-._~]|\d)(alpha|beta|rc|pre|dev|snapshot|nightly|milestone|preview)(?=[-._~+]?\d|[-._~+]|$)/i.test(version) ||
  /\d(a|b)\d+$/i.test(version);
