import type { PlanEffect } from '../../../plan/plan';
import { lineSpanAt } from '../../../text/lines';

/** What gets a version, a name or a source that is to be installed. */
const installs = /^(package\.(install|source)|container\.pull|network\.fetch|archive\.extract)$/;

/** `latest=$(curl …)`: the variable that takes what a fetch answers. */
const taken = /([A-Za-z_]\w{0,60})=["']?(?:\$\(|`)[ \t]{0,10}(?:sudo[ \t]{1,10})?$/;

/** An answer may as well be a token for the next request. */
const isRelease = /\.(deb|rpm|apk|t[gx]z|tar|zip|jar|war|run|bin|sh|whl|gz|xz|phar|appimage)\b|releases\/download\//i;

/** Variables that are made of others. */
const maxAliases = 20;

const names = (line: string, name: string): boolean => line.includes(`$${name}`) || line.includes(`\${${name}`);

/**
 * What a fetch decides: the effect that uses the variable in which its answer is kept. `effects`: of the same script. `text`: of the
 * script.
 */
export function decidedBy(fetch: PlanEffect, effects: readonly PlanEffect[], text: string): PlanEffect | undefined {
  const { start } = lineSpanAt(text, fetch.command.start);
  const name = taken.exec(text.slice(start, fetch.command.start))?.[1];
  if (name === undefined) return undefined;
  const known = new Set([name]);
  for (const [whole, alias = ''] of text
    .slice(fetch.command.end)
    .matchAll(/^[ \t]*(?:export[ \t]+|local[ \t]+)?([A-Za-z_]\w*)=[^\n]*$/gm)) {
    if (known.size < maxAliases && [...known].some((one) => names(whole, one))) known.add(alias);
  }
  return effects.find(({ kind, command }) => {
    if (!installs.test(kind) || command.start <= fetch.command.end) return false;
    const at = lineSpanAt(text, command.start);
    const line = text.slice(at.start, Math.max(at.end, command.end));
    if (kind === 'network.fetch' && !isRelease.test(line)) return false;
    return [...known].some((one) => names(line, one));
  });
}
