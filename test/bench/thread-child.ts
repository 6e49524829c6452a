/** Reviews one package as the products do, in threads, in a process of its own: `thread-child.js FILE ENGINE`. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { defaultLimits } from '../../src/core/package/limits';
import { emptyOverlay } from '../../src/core/patch/overlay';
import { threadReviewer } from '../../src/node/review/reviewer';

async function main(path: string, engine: string): Promise<void> {
  const reviewer = threadReviewer(engine);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const started = performance.now();
  const { review } = await reviewer.review({
    package: { path },
    edits: emptyOverlay.edits,
    site: [],
    rules: [],
    environment: 'production',
    limits: defaultLimits,
    now: Date.UTC(2026, 10, 1),
  });
  const took = performance.now() - started;
  delay.disable();
  const peak = process.resourceUsage().maxRSS * 1024;
  await reviewer.close();
  process.stdout.write(
    JSON.stringify({ took, peak, held: delay.max / 1e6, files: review.coverage.reviewed, findings: review.findings.length }),
  );
}

void main(process.argv[2] ?? '', process.argv[3] ?? '');
