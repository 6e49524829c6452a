/** An image's name without its registry's port, and its tag; `undefined` if nothing says which version it is. */
export function imageOf(text: string): { readonly name: string; readonly version: string } | undefined {
  const [plain = ''] = text.split('@');
  const colon = plain.lastIndexOf(':');
  if (colon <= plain.lastIndexOf('/')) return undefined;
  const [name, version] = [plain.slice(0, colon), plain.slice(colon + 1)];
  return name === '' || version === '' || name.includes('<none>') || version.includes('<none>') ? undefined : { name, version };
}
