import type { Dependency } from '../../package/manifest-dependencies';
import { parseJson, spanOf } from '../../text/json';
import { findNodeAtLocation } from 'jsonc-parser';
import type { PackagingForm } from './form';

/** Runtimes by where a project names them; what builds it (npm, yarn, composer) is no matter of the hosts. */
const places: readonly (readonly [path: readonly string[], name: string])[] = [
  [['engines', 'node'], 'node'],
  [['require', 'php'], 'php'],
];

/** `package.json` of Node.js and `composer.json` of PHP, but for those of packages that the project brings along. */
export const engines: PackagingForm = {
  place: /^(?!.*(?:^|\/)(?:node_modules|bower_components|vendor)\/).*(?:^|\/)(?:package|composer)\.json$/,
  read(text) {
    const { root } = parseJson(text);
    const dependencies = places.flatMap(([path, name]): Dependency[] => {
      const node = root && findNodeAtLocation(root, [...path]);
      if (node?.type !== 'string') return [];
      const at = spanOf(node);
      return [{ name, nameSpan: at, optional: false, range: { value: String(node.value), span: at }, span: at }];
    });
    return { needs: [], dependencies, describes: [] };
  },
};
