import type { Anomaly, AnomalyCode } from '../package/anomaly';

export type { Anomaly, AnomalyCode } from '../package/anomaly';

/** Per code: a hostile archive must not fill the memory with complaints. */
const kept = 1000;

export class AnomalyLog {
  readonly list: Anomaly[] = [];
  private readonly counts = new Map<AnomalyCode, number>();

  add(code: AnomalyCode, data: Anomaly['data'] = {}, entry?: string): void {
    const count = (this.counts.get(code) ?? 0) + 1;
    this.counts.set(code, count);
    if (count <= kept) this.list.push({ code, data, ...(entry !== undefined && { entry }) });
  }

  finish(): readonly Anomaly[] {
    for (const [of, count] of this.counts) if (count > kept) this.list.push({ code: 'more-anomalies', data: { of, count: count - kept } });
    return this.list;
  }
}
