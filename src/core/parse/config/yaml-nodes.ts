import { isScalar, type Pair, type ParsedNode, type YAMLMap } from 'yaml';

/** The library's nodes as its parser makes them: with places. A flow member without a value has none. */
export type YamlPair = Pair<ParsedNode, ParsedNode | null>;
export type YamlMap = YAMLMap.Parsed;

/** As written: `1.10` and `yes` are names, not numbers and booleans. */
export const nameOf = (key: ParsedNode): string | undefined => (isScalar(key) ? key.source : undefined);
