import type { Node } from 'jsonc-parser';
import type { Origin, SiteProblem } from '../inventory/inventory';
import { JsonReader, parseJson, spanOf, type JsonFault, type JsonMember } from '../text/json';
import { lineStarts, positionAt } from '../text/lines';
import { sentence } from '../text/sentence';
import { span, type Span } from '../text/span';
import { ruleSettings, type RuleLayer, type RuleSetting } from './rule-layer';

/** More problems than this in one file say nothing new. */
const maxProblems = 100;

/** Reads a site's severities (JSON with comments: `rules`, and `overrides` with `files` and `rules`). Never throws. */
export function parseSeverities(
  path: string,
  text: string,
): { readonly layers: readonly RuleLayer[]; readonly problems: readonly SiteProblem[] } {
  const starts = lineStarts(text);
  const origin = (at: Span): Origin => ({ path, span: at, line: positionAt(starts, at.start).line });
  const { root, faults } = parseJson(text);
  const layers = new SeveritiesReader(faults, origin).layers(root);
  const problems = faults
    .slice(0, maxProblems)
    .map(({ code, span: at, detail }) => ({ code: `severities-${code}`, ...origin(at), message: `${sentence(detail)}.` }));
  return { layers, problems };
}

class SeveritiesReader extends JsonReader {
  constructor(
    faults: JsonFault[],
    private readonly origin: (at: Span) => Origin,
  ) {
    super(faults);
  }

  layers(root: Node | undefined): RuleLayer[] {
    const top = this.object(root, 'the file of severities');
    if (!top) return [];
    if (top.size > 0 && !top.has('rules') && !top.has('overrides'))
      this.fault('not-recognised', span(0, 1), 'this JSON has neither "rules" nor "overrides", which severities consist of');
    const overrides = this.array(top.get('overrides')?.value, '`overrides`') ?? [];
    return [...this.rules(top.get('rules')), ...overrides.flatMap((node) => this.override(node))];
  }

  private override(node: Node): RuleLayer[] {
    const own = this.object(node, 'an entry of `overrides`');
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
