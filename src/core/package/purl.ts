export interface PackageUrl {
  /** In lower case. */
  readonly type: string;
  readonly name: string;
  readonly version?: string;
}

/** `pkg:deb/debian/libc6@2.36-9?arch=amd64`; namespaces belong to names where package managers write them so. `undefined` if it is none. */
export function parsePurl(text: string): PackageUrl | undefined {
  const [, type = '', path = '', version] =
    (/^pkg:\/{0,2}([a-z][a-z0-9.+-]{0,40})\/([^@?#]{1,400})(?:@([^?#]{1,200}))?/i.exec(text) as readonly (string | undefined)[] | null) ??
    [];
  const parts = path.split('/').filter((part) => part !== '');
  const last = parts.pop();
  if (last === undefined) return undefined;
  const joined = type === 'npm' || type === 'golang' || type === 'composer' ? [...parts, last].join('/') : last;
  const maven = type === 'maven' && parts.length > 0 ? `${parts.join('.')}:${last}` : joined;
  return { type: type.toLowerCase(), name: decoded(maven), ...(version !== undefined && { version: decoded(version) }) };
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
