import type { Node } from 'jsonc-parser';
import { findNodeAtLocation } from 'jsonc-parser';
import type { Dependency } from '../../package/manifest-dependencies';
import { parseJson, spanOf } from '../../text/json';
import { parsePurl } from '../../package/purl';
import type { PackagingForm, ShippedComponent } from './form';

/**
 * Bills of materials (CycloneDX and SPDX JSON). What they list is what the package ships, which no host needs to have; only what they
 * say to be outside of it is asked for: CycloneDX 1.7's components with `isExternal`, SPDX 2's `HAS_PREREQUISITE`,
 * `PREREQUISITE_FOR` and `PROVIDED_DEPENDENCY_OF`, SPDX 3's `hasPrerequisite` and `hasProvidedDependency`.
 */
export const materials: PackagingForm = {
  place: /(^|\/)s?bom\.json$|\.(cdx|spdx|s?bom)\.json$|(^|\/)sbom[-_.][^/]*\.json$/i,
  read(text) {
    const { root } = parseJson(text);
    if (!root) return { needs: [], dependencies: [], describes: [] };
    const dependencies = [...external(root), ...prerequisites(root), ...prerequisites3(root)];
    return { needs: [], dependencies, describes: [], ships: [...components(root), ...packages(root), ...elements(root)] };
  },
};

const at = (node: Node, ...path: string[]): Node | undefined => (node.type === 'object' ? findNodeAtLocation(node, path) : undefined);

const textAt = (node: Node, ...path: string[]): string | undefined => {
  const found = at(node, ...path);
  return found?.type === 'string' ? String(found.value) : undefined;
};

const listAt = (node: Node, name: string): readonly Node[] => {
  const list = at(node, name);
  return list?.type === 'array' ? (list.children ?? []) : [];
};

function external(root: Node): Dependency[] {
  return listAt(root, 'components').flatMap((component) => {
    const name = at(component, 'name');
    if (name?.type !== 'string' || at(component, 'isExternal')?.value !== true) return [];
    const range = at(component, 'versionRange');
    const optional = textAt(component, 'scope') === 'optional';
    return [asked(name, textAt(component, 'purl'), optional, range ? [range, ofVers] : [at(component, 'version'), atLeast])];
  });
}

/** Relations of SPDX 2, and which side of them the package does not have. */
const sides: ReadonlyMap<string, 'spdxElementId' | 'relatedSpdxElement'> = new Map([
  ['HAS_PREREQUISITE', 'relatedSpdxElement'],
  ['PREREQUISITE_FOR', 'spdxElementId'],
  ['PROVIDED_DEPENDENCY_OF', 'spdxElementId'],
]);

function prerequisites(root: Node): Dependency[] {
  const wanted = new Set(
    listAt(root, 'relationships').flatMap((relationship) => {
      const side = sides.get(textAt(relationship, 'relationshipType') ?? '');
      return side === undefined ? [] : (textAt(relationship, side) ?? []);
    }),
  );
  if (wanted.size === 0) return [];
  return listAt(root, 'packages').flatMap((row) => {
    const name = at(row, 'name');
    if (name?.type !== 'string' || !wanted.has(textAt(row, 'SPDXID') ?? '')) return [];
    const purl = listAt(row, 'externalRefs')
      .map((reference) => textAt(reference, 'referenceLocator'))
      .find((locator) => locator?.startsWith('pkg:'));
    const version = at(row, 'versionInfo');
    return [asked(name, purl, false, [version?.value === 'NOASSERTION' ? undefined : version, atLeast])];
  });
}

function prerequisites3(root: Node): Dependency[] {
  const elements = listAt(root, '@graph');
  const wanted = new Set(
    elements.flatMap((element) =>
      /^has(?:Prerequisite|ProvidedDependency)$/.test(textAt(element, 'relationshipType') ?? '')
        ? listAt(element, 'to').flatMap(({ type, value }) => (type === 'string' ? String(value) : []))
        : [],
    ),
  );
  if (wanted.size === 0) return [];
  return elements.flatMap((element) => {
    const name = at(element, 'name');
    if (name?.type !== 'string' || !wanted.has(textAt(element, 'spdxId') ?? textAt(element, '@id') ?? '')) return [];
    const identifiers = listAt(element, 'externalIdentifier').map((identifier) => textAt(identifier, 'identifier'));
    const purl = [textAt(element, 'software_packageUrl'), ...identifiers].find((locator) => locator?.startsWith('pkg:'));
    return [asked(name, purl, false, [at(element, 'software_packageVersion'), atLeast])];
  });
}

/** Components of CycloneDX, with those inside of them. */
function components(of: Node): ShippedComponent[] {
  return listAt(of, 'components').flatMap((component) => {
    const own =
      at(component, 'isExternal')?.value === true ? [] : shipped(component, textAt(component, 'purl'), textAt(component, 'version'));
    return [...own, ...components(component)];
  });
}

/** Packages of SPDX 2. */
const packages = (root: Node): ShippedComponent[] =>
  listAt(root, 'packages').flatMap((row) => {
    const locators = listAt(row, 'externalRefs').map((reference) => textAt(reference, 'referenceLocator'));
    return shipped(
      row,
      locators.find((locator) => locator?.startsWith('pkg:')),
      textAt(row, 'versionInfo'),
    );
  });

/** Packages of SPDX 3. */
const elements = (root: Node): ShippedComponent[] =>
  listAt(root, '@graph').flatMap((element) =>
    shipped(element, textAt(element, 'software_packageUrl'), textAt(element, 'software_packageVersion')),
  );

/** Only what a purl names: other names are nobody's. */
function shipped(node: Node, locator: string | undefined, written: string | undefined): ShippedComponent[] {
  const purl = locator === undefined ? undefined : parsePurl(locator);
  const version = purl?.version ?? written;
  const named = at(node, 'name') ?? node;
  return purl && version !== undefined && version !== 'NOASSERTION'
    ? [{ name: purl.name, version, type: purl.type, span: spanOf(named) }]
    : [];
}

type Bound = readonly [written: Node | undefined, rangeOf: (written: string) => string];

/** A version that somebody built against is the least that is known to do. */
const atLeast = (version: string): string => `>=${version}`;

/** `vers:deb/>=3.0|<4` (https://github.com/package-url/vers-spec) */
const ofVers = (written: string): string => written.replace(/^vers:[\w-]+\//, '').replaceAll('|', ' ');

function asked(node: Node, locator: string | undefined, optional: boolean, [written, rangeOf]: Bound): Dependency {
  const purl = locator === undefined ? undefined : parsePurl(locator);
  const at = spanOf(node);
  return {
    name: purl?.name ?? String(node.value),
    nameSpan: at,
    optional,
    ...(purl && { type: purl.type }),
    ...(written?.type === 'string' && { range: { value: rangeOf(String(written.value)), span: spanOf(written) } }),
    span: at,
  };
}
