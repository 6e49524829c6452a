import { dpkg } from './dpkg';
import type { Importer } from './importer';
import { json } from './json';

/** The first one that recognises a file reads it. */
export const importers: readonly Importer[] = [json, dpkg];
