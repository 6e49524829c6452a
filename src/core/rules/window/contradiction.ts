import { documentClaims } from '../../facts/document-claims';
import { effectsOnTheWay } from '../../facts/scripts/upgrade-effects';
import { planned } from '../../plan/planned';
import { defineRule } from '../rule';

export const windowContradiction = defineRule({
  id: 'window/contradiction',
  target: 'package',
  reads: [...planned, 'manifest', 'text'],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outage', 'unplanned-work'],
  fixable: false,
  summary: 'Manifest, documents and scripts disagree about the downtime',
  rationale: `"No downtime" decides that nobody is told, that the upgrade runs by day, and that nobody watches. Where the scripts stop or restart a service or reboot the host, that decision was made on a wrong
number. It may be right for who runs several hosts behind a balancer and upgrades them one by one; the package does not say so. Where the README names another number than the manifest, somebody plans by the wrong one.

The rule compares \`downtimeMinutes: 0\` of the manifest, and "no downtime" in documents about the upgrade (README, UPGRADING, INSTALL, release notes; English and German), with what scripts of the upgrade always do, and numbers of documents, in
figures or words, with the manifest's. It is silent for reloads, for what happens only under a condition, for sentences with a condition or a wish in them, and where nothing announces anything.`,
  references: ['https://sre.google/sre-book/embracing-risk/'],
  messages: {
    stops: (d: { by: string; target: string }) =>
      `No downtime is announced here, and ${d.by}${d.target === '' ? '' : ` ${d.target}`} is part of the upgrade: ask which of the two is true.`,
    differs: (d: { document: number; manifest: number }) =>
      `This announces ${inMinutes(d.document)}, and the manifest ${inMinutes(d.manifest)}: ask which of the two is true, and plan by the longer one.`,
  },
  check(reviewed, { report }) {
    const { manifest } = reviewed;
    const claim = manifest?.syntax.downtimeMinutes;
    const said = documentClaims(reviewed);
    const first = effectsOnTheWay(reviewed).find(
      ({ kind, when }) => when === 'always' && /^(unit\.(stop|restart)|host\.reboot|container\.stop)$/.test(kind),
    );
    const none = [
      ...(manifest && claim?.value === 0 ? [{ path: manifest.path, span: claim.span }] : []),
      ...said.filter(({ kind }) => kind === 'no-downtime'),
    ];
    for (const { path, span } of first ? none : [])
      report({ path, span }, 'stops', {
        data: { by: first?.by ?? '', target: first?.target ?? '' },
        related: first ? [{ at: 'package', path: first.path, span: first.span, message: 'it stops here' }] : [],
      });
    for (const { path, span, minutes } of manifest && claim ? said : [])
      if (manifest && claim && minutes !== undefined && minutes !== claim.value)
        report({ path, span }, 'differs', {
          data: { document: minutes, manifest: claim.value },
          related: [{ at: 'package', path: manifest.path, span: claim.span, message: 'what the manifest announces' }],
        });
  },
});

const inMinutes = (minutes: number): string => `${Math.round(minutes * 10) / 10} minute${minutes === 1 ? '' : 's'}`;
