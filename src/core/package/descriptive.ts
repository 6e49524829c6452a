/** What builds the product elsewhere, and files that describe it to tools: nothing of the upgrade runs or reads them. */
export const isForTools = (path: string): boolean =>
  /(?:^|\/)\.[a-z][\w-]*\/|(?:^|\/)(?:\.[\w-]+\.ya?ml|(?:tsconfig|angular|renovate|openapi|swagger|mkdocs|bower|lerna|nx|turbo|vcpkg|conanfile|manifest|metadata|galaxy|antora)[\w.-]*\.(?:json|ya?ml|toml)|[\w.-]+\.schema\.json)$/i.test(
    path,
  );

/** What a part of the product is, or a setting of it, for who asks: prose and examples for people. */
export const isMetadata = (path: string): boolean =>
  /(?:^|\/)metadata\.ya?ml$|\.schema\.json$|(?:^|\/)(?:openapi|swagger|api-?docs?|schemas?)\/.*\.(?:json|ya?ml)$/i.test(path);

/** Whether JSON describes other JSON: what it holds are types and examples. */
export const isJsonSchema = (text: string): boolean => /"\$schema"\s{0,8}:\s{0,8}"https?:\/\/json-schema\.org\//.test(text.slice(0, 2000));
