import { planned } from '../../plan/planned';
import { endingWords, ofTarget, pageEnding, reportSideEffects, type SideEffectData } from '../reporting/side-effect';
import { defineRule } from '../rule';

export const cloudObjectSideEffect = defineRule({
  id: 'side-effect/cloud-object',
  target: 'package',
  reads: planned,
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outside-snapshot', 'unplanned-work'],
  fixable: false,
  summary: 'The upgrade changes objects of a cluster, a cloud or another service',
  rationale: `What lies in a cluster or with a cloud provider is not on the hosts whose snapshots are restored. Custom resource definitions, volumes, buckets and rules stay as the upgrade left them, and the
old version meets them. The same holds for what a request (\`curl -X DELETE\`, \`PUT\`, \`POST\`) changes with a service on another host.

Requests that log in, search or ask for the health are none, nor are those that the script sends a second time to the same address: so it sets back what it had set.

${pageEnding}`,
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-back-a-deployment',
    'https://helm.sh/docs/helm/helm_rollback/',
  ],
  messages: {
    asked: (d: SideEffectData) => `${d.by} changes what another service keeps${ofTarget(d, ': ')}${endingWords(d)}`,
    done: (d: SideEffectData) => `${d.by} changes a cluster or cloud${ofTarget(d, ': ')}${endingWords(d)}`,
  },
  check(reviewed, { report }) {
    reportSideEffects('cloud-object', reviewed, report, {
      isEach: false,
      messageOf: ({ kind }) => (kind === 'network.send' ? 'asked' : 'done'),
    });
  },
});
