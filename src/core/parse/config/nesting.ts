/** How many brackets of one kind or the other are open at once at most; brackets in texts count as well. */
export function deepest(text: string): number {
  let depth = 0;
  let most = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text[at];
    if (unit === '[' || unit === '{') most = Math.max(most, ++depth);
    else if ((unit === ']' || unit === '}') && depth > 0) depth--;
  }
  return most;
}
