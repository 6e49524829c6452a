import { UsageError } from './options';

/**
 * The time that reports are made at, ISO 8601. `SOURCE_DATE_EPOCH`, the seconds since 1970 that reproducible builds agree on
 * (https://reproducible-builds.org/specs/source-date-epoch/), makes the same input the same bytes.
 */
export function clock(epoch: string | undefined): () => string {
  if (!epoch) return () => new Date().toISOString();
  return () => {
    if (!/^\d{1,11}$/.test(epoch)) throw new UsageError(`SOURCE_DATE_EPOCH is "${epoch}": write the seconds since 1970`);
    return new Date(Number(epoch) * 1000).toISOString();
  };
}
