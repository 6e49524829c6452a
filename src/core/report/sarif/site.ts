import type { SiteFinding } from '../../review/site-finding';
import { redact } from '../../text/redact';
import { uriOf } from './artifacts';
import { levels } from './level';

/** What is wrong with a file of the site concerns how the tool was set up; no result, as the package has nothing to do with it. */
export const siteNotification = ({ rule, severity, message, origin }: SiteFinding) => ({
  descriptor: { id: rule },
  level: levels[severity],
  message: { text: redact(message) },
  locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(origin.path) }, region: { startLine: origin.line + 1 } } }],
});
