import type { UnitDirective, UnitFile, UnitSection } from '../../parse/systemd';

/** The last assignment of a directive: for all that are no lists, the one that counts. An empty one takes back those before. */
export function settingOf({ sections }: UnitFile, section: string, key: string): UnitDirective | undefined {
  const last = sections
    .filter(({ name }) => name === section)
    .flatMap(({ directives }) => directives)
    .findLast((directive) => directive.key === key);
  return last?.value === '' ? undefined : last;
}

export const sectionOf = ({ sections }: UnitFile, name: string): UnitSection | undefined =>
  sections.find((section) => section.name === name);

/** `yes`, `on`, `1` and their kin. */
export const isYes = (value: string | undefined): boolean => value !== undefined && /^(1|yes|y|true|t|on)$/i.test(value);

export const isNo = (value: string | undefined): boolean => value !== undefined && /^(0|no|n|false|f|off)$/i.test(value);
