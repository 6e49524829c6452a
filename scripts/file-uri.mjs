/** The URI of an absolute path as VS Code writes it: a mount is known by its archive's URI, letter for letter. */
export function fileUri(path, platform = process.platform) {
  const segments = (platform === 'win32' ? path.replaceAll('\\', '/') : path).split('/');
  const encoded = segments.map((segment) =>
    encodeURIComponent(segment).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`),
  );
  const uriPath = encoded.join('/');
  if (platform !== 'win32') return `file://${uriPath}`;
  // Servers and drives are written small.
  if (uriPath.startsWith('//')) return `file:${uriPath.replace(/^\/\/[^/]+/, (server) => server.toLowerCase())}`;
  return `file:///${uriPath.replace(/^[A-Z]%3A/, (drive) => drive[0].toLowerCase() + drive.slice(1))}`;
}
