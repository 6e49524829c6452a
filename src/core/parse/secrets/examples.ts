/** Files that somebody copies and fills in, and texts in many languages. */
export const isExample = (path: string): boolean =>
  /[._-](?:example|sample|dist|tmpl|tpl|template|default|defaults|skel|orig|inc|j2|erb|in)s?(?:\.[\w-]{1,12})?$/i.test(path) ||
  /(?:^|\/)(?:example|sample|template)[._-][^/]*$/i.test(path) ||
  /(?:^|\/)(?:locales?|i18n|l10n|lang|langs|languages?|translations?|messages|_locales|nls|po|mocks?|__tests__|__mocks__|specs?|e2e|cypress|playwright|testing|demos?|tutorials?|playground|benchmarks?|node_modules|vendor|site-packages|dist-packages)\//i.test(
    path,
  ) ||
  /(?:^|\/)(?:messages|labels|translations|strings|lang)(?:[_.-][\w-]{2,12})?\.(?:properties|json|ya?ml|xml|php|js|ts)$/i.test(path) ||
  /(?:^|\/)(?:package(?:-lock)?\.json|npm-shrinkwrap\.json|composer\.(?:json|lock)|cargo\.toml|pyproject\.toml|pipfile|pom\.xml|(?:[\w.-]*-)?lock\.ya?ml|nsswitch\.conf|fuzzy_check\.conf|(?:cypress|playwright|jest|vitest)\.config\.\w+|test[._-][^/]*)$/i.test(
    path,
  ) ||
  /\.(?:stb|po|pot|resx|lng|lang|xlf|xliff|arb|ftl)$/i.test(path) ||
  /(?:[._-](?:test|spec)\.[jt]sx?|\.bats|_test\.(?:go|py|rb)|\/test_[^/]*\.py)$/i.test(path);
