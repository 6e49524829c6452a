import type { RuleLayer, RuleSetting } from '../catalog/rule-layer';
import type { SiteProblem } from '../inventory/inventory';
import { filterOf } from '../search/file-filter';
import { didYouMean } from '../text/nearest';
import { own } from '../text/own';
import type { Rule } from './rule';

export interface ConfiguredRules {
  /** The rules that run, with the severities that were chosen. */
  readonly rules: readonly Rule[];
  /** What does not run, for the report: ids, with the files in words where it is so for some. */
  readonly switchedOff: readonly string[];
}

export function configureRules(rules: readonly Rule[], layers: readonly RuleLayer[]): ConfiguredRules {
  const configured = rules.map((rule) =>
    configure(
      rule,
      layers.filter((layer) => settingIn(layer, rule.id) !== undefined),
    ),
  );
  return {
    rules: configured.flatMap(({ rule }) => rule ?? []),
    switchedOff: configured.flatMap(({ switchedOff }) => switchedOff),
  };
}

/** The layers of files that name a rule which nobody has: its severity would silently stay as it is. */
export function unknownRules(rules: readonly Rule[], layers: readonly RuleLayer[]): readonly SiteProblem[] {
  const known = [...new Set(rules.flatMap(({ id }) => [id, groupOf(id)]))];
  return layers.flatMap(({ rules: named, origin }) =>
    Object.keys(named).flatMap((id) =>
      !origin || known.includes(id)
        ? []
        : [{ code: 'severities-unknown-rule', ...origin, message: `No rule is called ${id}${didYouMean(id, known)}.` }],
    ),
  );
}

const groupOf = (id: string): string => `${id.slice(0, id.indexOf('/'))}/*`;

const settingIn = ({ rules }: RuleLayer, id: string): RuleSetting | undefined => own(rules, id) ?? own(rules, groupOf(id));

/** `layers`: those that speak of the rule. */
function configure(rule: Rule, layers: readonly RuleLayer[]): { readonly rule?: Rule; readonly switchedOff: readonly string[] } {
  const { id } = rule;
  const last = layers.findLastIndex(({ files }) => files === undefined);
  const general = layers[last];
  const base = (general && settingIn(general, id)) ?? rule.severity;
  const some = layers.slice(last + 1).map((layer) => {
    const files = layer.files ?? [];
    return { words: files.join(', '), isIn: filterOf(files), setting: settingIn(layer, id) ?? base };
  });
  const on = some.filter(({ setting }) => setting !== 'off');
  if (base === 'off' && on.length === 0) return { switchedOff: [id] };
  const off = some.filter(({ setting }) => setting === 'off').map(({ words }) => `${id} (in ${words})`);
  const severity = base === 'off' ? rule.severity : base;
  return {
    rule: {
      ...rule,
      severity,
      ...(some.length > 0 && { settingAt: (path: string) => some.findLast(({ isIn }) => isIn(path))?.setting ?? base }),
    },
    switchedOff: base === 'off' ? [`${id} (outside of ${on.map(({ words }) => words).join(', ')})`, ...off] : off,
  };
}
