import type { Node } from 'jsonc-parser';
import type { SiteProblem } from '../inventory/inventory';
import { spanOf } from '../text/json';
import { span } from '../text/span';
import { readSiteJson, SiteReader } from './site-json';
import type { Note } from './note';

/** Reads notes on lines (JSON with comments: a list under `notes`). One that is not complete is left out. Never throws. */
export function parseNotes(path: string, text: string): { readonly notes: readonly Note[]; readonly problems: readonly SiteProblem[] } {
  const { read: notes, problems } = readSiteJson({ role: 'notes', path, text }, NotesReader, (reader, root) => reader.notes(root));
  return { notes, problems };
}

class NotesReader extends SiteReader {
  notes(root: Node | undefined): Note[] {
    const top = this.object(root, 'the file of notes');
    if (!top) return [];
    if (top.size > 0 && !top.has('notes')) this.fault('not-recognised', span(0, 1), 'this JSON has no "notes"');
    return (this.array(top.get('notes')?.value, '`notes`') ?? []).flatMap((node, index) => this.note(node, index) ?? []);
  }

  private note(node: Node, index: number): Note | undefined {
    const own = this.object(node, 'a note');
    if (!own) return undefined;
    this.misspelt(own, ['path', 'line', 'of', 'text', 'by', 'on']);
    const said = (key: string): string | undefined => this.string(own.get(key)?.value, `\`${key}\` of a note`)?.trim() || undefined;
    const [path, line, of, text] = [said('path'), this.number(own.get('line')?.value, '`line` of a note'), said('of'), said('text')];
    if (path === undefined || line === undefined || of === undefined || text === undefined) {
      const lacking = Object.entries({ path, line, of, text }).flatMap(([key, value]) => (value === undefined ? [`\`${key}\``] : []));
      this.fault('record', spanOf(node), `a note has no ${lacking.join(', no ')}, and was left out`);
      return undefined;
    }
    const [by, on] = [said('by'), said('on')];
    return {
      path,
      line,
      of,
      text,
      ...(by !== undefined && { by }),
      ...(on !== undefined && { on }),
      index,
      origin: this.origin(spanOf(node)),
    };
  }
}
