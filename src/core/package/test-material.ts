/** Files for readers and testers: nothing of the upgrade runs or loads them, and some are broken on purpose. */
export const isTestMaterial = (path: string): boolean =>
  /(^|[/_-])((?:unit|integration)?tests?|testing|testdata|fixtures|examples?|samples?|docs?|vectors)(\.d)?\//i.test(path) ||
  /[-_.](example|sample)\.(json|ya?ml|toml|xml)$/i.test(path);
