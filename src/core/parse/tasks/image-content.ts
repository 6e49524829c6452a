import type { ImageContent } from './task';

/** What a Dockerfile copies from the place that it is built in; a stage of its own (`--from=`) and an address are none (Dockerfile reference, COPY and ADD). */
export function imageContent(text: string): ImageContent {
  const copied: string[] = [];
  for (const [, flags = '', rest = ''] of text.replace(/\\\r?\n/g, ' ').matchAll(instruction)) {
    if (/--from=/.test(flags) || rest.startsWith('<<')) continue;
    const words = rest.trimStart().startsWith('[')
      ? [...rest.matchAll(/"([^"]*)"/g)].map(([, word = '']) => word)
      : rest.split(/\s+/).filter(Boolean);
    copied.push(...words.slice(0, -1).filter((word) => !word.includes('://')));
  }
  return { copied, named: new Set(text.match(/[\w.-]+/g) ?? []) };
}

const instruction = /^[ \t]*(?:COPY|ADD)((?:[ \t]+--[\w-]+(?:=\S+)?)*)[ \t]+(\S[^\n]*)$/gim;
