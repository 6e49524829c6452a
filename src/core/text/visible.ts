/**
 * What nobody sees or what steers a display: control characters, line ends that are not ASCII, soft hyphens and blanks
 * without width, marks that turn the direction of the text, letters without a shape, annotations, tags, halves of surrogate pairs.
 */
const unseen =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}\ud800-\udfff]/gu;

/** All but ASCII without control characters: most texts, which need no second look. */
const printable = /^[\x20-\x7e]*$/;

/** The characters of a text that nobody sees or that steer a display, in their order, each as often as it is there. */
export const unseenIn = (text: string): readonly string[] => (printable.test(text) ? [] : (text.match(unseen) ?? []));

/**
 * Text of a package or a site for people: on one line, and all that nobody sees or that steers a display is written out as
 * `\u{202e}`. Every text that goes to a terminal, a report or a page passes here.
 */
export const visible = (text: string): string => (printable.test(text) ? text : text.replace(unseen, writtenOut));

/** JSON that says the same and steers no terminal: written out as `\u202e`. `JSON.stringify` does so for few of them. */
export const visibleJson = (json: string): string =>
  json.replace(unseen, (character) => (character === '\n' ? character : character.replace(/[^]/g, unitEscape)));

const writtenOut = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

const unitEscape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
