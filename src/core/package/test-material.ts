/** Files for readers and testers: nothing of the upgrade runs or loads them, and some are broken on purpose. */
export const isTestMaterial = (path: string): boolean =>
  /(^|[/_-])((?:unit|integ(?:ration)?)?tests?|testing|test-?data|(?:test-?)?fixtures|examples?|samples?|docs?|documentation|vectors)(\.d)?\//i.test(
    path,
  ) ||
  /[-_.](example|sample)\.(json|ya?ml|toml|xml)$/i.test(path) ||
  /(^|\/)((config|settings|application|appsettings)[-._/])?test\.(json|ya?ml|toml|xml|ini|properties)$|(^|\/)\.env\.test(ing)?$/i.test(
    path,
  );
