import { span, type Span } from '../span';
import { secretIn } from './assignments';
import { signs } from './signs';

const namesKind = signs('kind');

/** The values below `data` and `stringData` of a Kubernetes Secret: their names say nothing. */
export function manifestSecrets(text: string): Span[] {
  if (!namesKind(text) || !/^[ \t]*["']?kind["']?[ \t]*:[ \t]*["']?Secret\b/m.test(text)) return [];
  const found: Span[] = [];
  let secret = false;
  let data = -1;
  let pending: Span[] = [];
  const finish = (): void => {
    if (secret) found.push(...pending);
    [secret, data, pending] = [false, -1, []];
  };
  for (const { 0: line, index } of text.matchAll(/[^\n]+/g)) {
    const indent = line.length - line.trimStart().length;
    if (line.startsWith('---')) finish();
    else if (/^\s*["']?kind["']?:\s*["']?Secret\b/.test(line)) secret = true;
    else if (/^\s*["']?(?:data|stringData)["']?:\s*(?:\{\s*)?$/.test(line)) data = indent;
    else if (line.trim() === '') continue;
    else if (data >= 0 && indent <= data) data = -1;
    else if (data >= 0) {
      const [, head = '', value = ''] = /^(\s*(?:["']?[\w./-]{1,256}["']?:\s*)?["']?)([^"'\s][^"'\n]*)/.exec(line) ?? [];
      if (value !== '' && !/^[|>]/.test(value))
        pending.push(...secretIn(text, span(index + head.length, index + head.length + value.trimEnd().length)));
    }
  }
  finish();
  return found;
}
