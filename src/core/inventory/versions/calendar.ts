import { compareLists } from './generic';
import type { VersionScheme } from './scheme';

/** `2026-10-30`, `2026_10`, `20261030`, `RELEASE.2026-10-30T16-07-38Z`, also with a running number behind. */
const written =
  /^(?:v|release[-.])?((?:19|20)\d{2})[-_.]?(0?[1-9]|1[0-2])(?:[-_.]?(0?[1-9]|[12]\d|3[01]))?(?:T(\d{2})-?(\d{2})-?(\d{2})Z?)?(?:[-_.](\d{1,9}))?$/i;
const compact = /^(?:v|release[-.])?(?:19|20)\d{6}/i;
const dotted = /^v?\d{1,15}(\.\d{1,15}){0,9}$/i;

/** Whether a version is made of a date in a form that dotted numbers do not have. */
export const isDate = (version: string): boolean => written.test(version) && (!dotted.test(version) || compact.test(version));

/** Days as versions; bounds may be plain numbers (`>=2026.9`). */
export const calendar: VersionScheme = {
  id: 'calendar',
  isValid: (version) => written.test(version) || dotted.test(version),
  compare: (a, b) => compareLists(numbersOf(a), numbersOf(b)),
  floor: (version) => version,
};

function numbersOf(version: string): number[] {
  const parts = isDate(version) ? written.exec(version)?.slice(1) : version.replace(/^v/i, '').split('.');
  return (parts ?? []).map((part: string | undefined) => Number(part ?? 0));
}
