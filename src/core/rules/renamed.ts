/** Names that rules had before, and those that they have now. Waivers that were written for the old name stay valid. */
export const renamedRules: ReadonlyMap<string, string> = new Map<string, string>([]);
