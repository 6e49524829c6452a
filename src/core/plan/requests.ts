import { hostKind } from '../parse/endpoints/host-kinds';
import type { PlanEffect } from './plan';

type Request = Pick<PlanEffect, 'kind' | 'target' | 'options' | 'by'>;

/** Options that say how something is asked for, of curl, wget and their like. */
const methodOf = ({ options }: Request): string | undefined =>
  options.flatMap((option) => /^(?:X|request|method)=(\w+)$/.exec(option)?.[1]?.toUpperCase() ?? []).at(-1);

/** What is posted in order to be told something, or to be let in: nothing is changed by it. */
const onlyAsks =
  /(?:^|[/_.?&-])(?:log-?(?:in|out|on)|sign-?in|auth\w*|o?auth2?|(?:access_?)?tokens?|sessions?|m?search|query|queries|count|validate|verify|checks?|health\w*|ping|metrics|echo|status|analy[sz]e|lookup|preview|flush|refresh|ready)(?=$|[/?_.&=-])/i;

/** Whether a request changes what a service keeps, as far as its method and its address tell. */
export function changesService(request: Request): boolean {
  const { kind, target, options } = request;
  if (kind !== 'network.send' || !/^https?:|^[\w*.-]+(?::\d+)?\/|^\*/i.test(target)) return false;
  const method = methodOf(request);
  if (method === 'DELETE' || method === 'PUT' || method === 'PATCH') return true;
  if (/graphql/i.test(target)) return options.some((option) => /\bmutation\b/.test(option));
  return !onlyAsks.test(target.replace(/^https?:\/\/[^/]*/i, ''));
}

/** Whether a file is handed over, not what the service is to do. */
export const handsFileOver = ({ kind, by, options }: Request): boolean =>
  kind === 'network.send' &&
  (/^git push$/.test(by) ||
    (/^curl$/.test(by) && options.some((option) => /^(?:T|upload-file)=(?!-$)|^(?:F|form)=[^=]*=@/.test(option))) ||
    (/^wget2?$/.test(by) && options.some((option) => /^(?:post|body)-file=/.test(option))) ||
    /^(?:nc|ncat|netcat|socat)$/.test(by));

/** Whether the one who answers runs on the same host: a restored snapshot of that takes it back as well. */
export function isOnThisHost({ target, options }: Request): boolean {
  if (options.some((option) => /^unix-socket=/.test(option))) return true;
  const host = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^@/]*@)?(\[[\da-f:]+\]|[^/:?#]+)/i.exec(target)?.[1]?.replace(/^\[|\]$/g, '');
  return host !== undefined && hostKind(host) === 'own';
}
