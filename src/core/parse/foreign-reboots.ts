import type { Nature } from '../package/nature';
import { isTestMaterial } from '../package/test-material';
import { span, type Span } from '../text/span';

/** What boots a host, as programs of Windows and strings of other languages have it. */
const boots =
  /\bshutdown(?:\.exe)?["']?(?:\s+[-/]\w+(?::\d+)?){0,4}\s+[-/][rg]\b|\bRestart-Computer\b|\bWin32Shutdown\b|\b(?:systemctl|sudo)\s+reboot\b|["'`\s/]s?bin\/reboot\b|["'`]reboot(?:\s+-\w+)?(?:\\[nr])?["'`]|\binit\s+6\b/gi;

const comment = /^\s*(?:#|::|rem\b|\/\/|--|')/i;

/** Places that are enough to know. */
const enough = 4;

/** Where a program that no rule reads says that it boots the host: a line of its own, or a text that it hands to another program. */
export function foreignReboots(path: string, text: string, { language, runs }: Nature): readonly Span[] {
  if (language === undefined || !runs || isTestMaterial(path)) return [];
  const found: Span[] = [];
  for (const { index, 0: words } of text.matchAll(boots)) {
    const line = text.slice(text.lastIndexOf('\n', index) + 1, index);
    if (!comment.test(line)) found.push(span(index, index + words.length));
    if (found.length === enough) break;
  }
  return found;
}
