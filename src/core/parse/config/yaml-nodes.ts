import type { Pair, ParsedNode, YAMLMap } from 'yaml';

/** The library's nodes as its parser makes them: with places. A flow member without a value has none. */
export type YamlPair = Pair<ParsedNode, ParsedNode | null>;
export type YamlMap = YAMLMap.Parsed<ParsedNode, ParsedNode | null>;
