import { visible } from '../text/visible';

/** No character of XML 1.0, even as a number. */
const forbidden = /[\ufffe\uffff]/g;

/** Text from a package or inventory as XML or HTML that shows it literally, in elements and in quoted attributes. Lines stay. */
export const escapeXml = (text: string): string =>
  text
    .split('\n')
    .map(visible)
    .join('\n')
    .replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`)
    .replace(forbidden, '\ufffd');
