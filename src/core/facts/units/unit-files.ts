import type { UnitDirective, UnitFile } from '../../parse/systemd';
import type { Subject } from '../../subject/subject';
import { isTestMaterial } from '../../package/test-material';
import { baseName } from '../../text/path';
import { sectionNames } from './directives';
import { unitTypes } from './system-units';

const typePattern = new RegExp(`\\.(${unitTypes.join('|')})$`);
const dropIn = new RegExp(`(?:^|/)([^/]+\\.(?:${unitTypes.join('|')}))\\.d/[^/]+\\.conf$`);

/** Where systemd finds the unit: the file's own path, or that which a script writes it to. */
export const placeOfUnit = ({ path, syntax }: Subject<'unit'>): string => syntax.written?.to ?? path;

/** The unit that a path is, or is a drop-in of: `dten.service`. */
export const unitOfPath = (path: string): string => dropIn.exec(path)?.[1] ?? baseName(path);

export const unitOf = (subject: Subject<'unit'>): string => unitOfPath(placeOfUnit(subject));

export const isDropIn = (subject: Subject<'unit'>): boolean => dropIn.test(placeOfUnit(subject));

/** `service`; `undefined` if it is no unit's name. */
export const typeOfUnit = (name: string): string | undefined => typePattern.exec(name)?.[1];

/**
 * Avahi's services are XML, `rhnsd.8.timer` is a manual; templates have lines that go away before systemd sees them. D-Bus
 * calls its activation files services too.
 */
export const isForeignUnit = (path: string, text: string): boolean =>
  /(^|\/)(dbus-1|avahi)\//.test(path) || /^\s*<|^[.']\\"|^\.(TH|Dd|so) /.test(text) || /\{%|\{\{[#/^]|<%/.test(text);

/** A file that systemd reads as a unit, beyond doubt: it has a section that only units have, and is for no test. */
export const isUnit = ({ path, text, syntax }: Subject<'unit'>): boolean =>
  !isTestMaterial(path) && (syntax.written !== undefined || !isForeignUnit(path, text)) && hasUnitSection(syntax);

const hasUnitSection = ({ sections }: UnitFile): boolean => sections.some(({ name }) => sectionNames.includes(name));

/** What some tool fills in before systemd sees it: `@bindir@`, `{{ user }}`, `<user>`; and what a shell does in a here-document. */
const filledIn = /@[\w.-]+@|\{\{|\$\{|\$\(|<[\w -]+>|%\{|__[A-Z_]+__|%[A-Z_]{3,}%/;

/** Whether the value is as systemd will read it. */
export const isLiteral = ({ value }: UnitDirective, { written }: UnitFile): boolean =>
  !filledIn.test(value) && !(written?.expands && /[$`]/.test(value));
