import type { Node } from 'jsonc-parser';
import type { SiteProblem } from '../inventory/inventory';
import { spanOf, type JsonMember } from '../text/json';
import { span } from '../text/span';
import { readSiteJson, SiteReader } from './site-json';
import { ruleSettings, type RuleLayer, type RuleSetting } from './rule-layer';

/** Reads a site's severities (JSON with comments: `rules`, and `overrides` with `files` and `rules`). Never throws. */
export function parseSeverities(
  path: string,
  text: string,
): { readonly layers: readonly RuleLayer[]; readonly problems: readonly SiteProblem[] } {
  const { read: layers, problems } = readSiteJson({ role: 'severities', path, text }, SeveritiesReader, (reader, root) =>
    reader.layers(root),
  );
  return { layers, problems };
}

class SeveritiesReader extends SiteReader {
  layers(root: Node | undefined): RuleLayer[] {
    const top = this.object(root, 'the file of severities');
    if (!top) return [];
    this.misspelt(top, ['rules', 'overrides']);
    if (top.size > 0 && !top.has('rules') && !top.has('overrides'))
      this.fault('not-recognised', span(0, 1), 'this JSON has neither "rules" nor "overrides", which severities consist of');
    const overrides = this.array(top.get('overrides')?.value, '`overrides`') ?? [];
    return [...this.rules(top.get('rules')), ...overrides.flatMap((node) => this.override(node))];
  }

  private override(node: Node): RuleLayer[] {
    const own = this.object(node, 'an entry of `overrides`');
    this.misspelt(own, ['files', 'rules']);
    const files = this.array(own?.get('files')?.value, '`files` of an entry of `overrides`')?.flatMap(
      (glob) => this.string(glob, 'an entry of `files`') ?? [],
    );
    if (own && !files?.length) this.fault('record', spanOf(node), 'an entry of `overrides` has no `files` and was left out');
    return files?.length ? this.rules(own?.get('rules')).map((layer) => ({ ...layer, files })) : [];
  }

  private rules(member: JsonMember | undefined): RuleLayer[] {
    const own = member && this.object(member.value, '`rules`');
    if (!own) return [];
    const rules = new Map<string, RuleSetting>();
    for (const [id, { value }] of own) {
      const word = this.string(value, `the severity of ${id}`);
      const setting = ruleSettings.find((known) => known === word);
      if (setting) rules.set(id, setting);
      else if (word !== undefined)
        this.fault('record', spanOf(value), `the severity of a rule is one of ${ruleSettings.join(', ')}; it was left out`);
    }
    return rules.size === 0 ? [] : [{ rules: Object.fromEntries(rules), origin: this.origin(spanOf(member.key)) }];
  }
}
