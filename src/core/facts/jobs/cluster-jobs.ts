import type { ConfigEntry } from '../../parse/config/contents';
import { documentsOf } from '../../parse/config/documents';
import { fileFact } from '../../subject/fact';
import type { Span } from '../../text/span';
import { isZone } from './runs/zones';
import type { Timing } from './runs/timing';

/** A CronJob of Kubernetes. */
export interface ClusterJob {
  readonly path: string;
  readonly name: string;
  readonly schedule: string;
  /** Of its schedule, quotes included. */
  readonly span: Span;
  readonly timing: Timing;
  readonly suspended: boolean;
  /** As written; absent: `Allow`. */
  readonly concurrencyPolicy?: string;
}

/** The CronJobs of a manifest: one for each document of that kind. Its controller runs by UTC where it names no time zone. */
export const clusterJobs = fileFact('config', ({ path, text, syntax: { format, within, entries } }): readonly ClusterJob[] => {
  if (format !== 'yaml' || within || !text.includes('CronJob')) return [];
  return documentsOf(entries).flatMap((document) => {
    const find = (key: string): ConfigEntry | undefined => document.find((entry) => entry.key === key);
    const textOf = (key: string): string | undefined => {
      const value = find(key)?.value;
      return typeof value === 'string' ? value : undefined;
    };
    const schedule = textOf('spec.schedule');
    const span = find('spec.schedule')?.valueSpan;
    if (textOf('kind') !== 'CronJob' || schedule === undefined || !span || /\{\{/.test(schedule)) return [];
    // The zone may also stand before the fields.
    const inline = /^(?:CRON_TZ|TZ)=(\S+)\s/.exec(schedule);
    const fields = schedule.slice(inline?.[0].length ?? 0).trim();
    const zone = textOf('spec.timeZone') ?? inline?.[1] ?? 'Etc/UTC';
    const policy = textOf('spec.concurrencyPolicy');
    return [
      {
        path,
        name: textOf('metadata.name') ?? '',
        schedule: fields,
        span,
        timing: { kind: 'cron', schedule: fields, zone: isZone(zone) ? zone : 'Etc/UTC' },
        suspended: find('spec.suspend')?.value === true,
        ...(policy !== undefined && { concurrencyPolicy: policy }),
      },
    ];
  });
});
