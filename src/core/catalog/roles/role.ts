import type { Inventory, SiteProblem } from '../../inventory/inventory';
import type { Catalog } from '../catalog';
import type { Note } from '../note';
import type { RuleLayer } from '../rule-layer';
import type { SiteFile } from '../site-folder';
import type { Waiver } from '../waiver';

/** What a site tells of itself: the files of every role, read and merged. */
export interface SiteKnowledge {
  readonly inventory: Inventory;
  readonly catalog: Catalog;
  /** How severe rules are here. */
  readonly ruleLayers: readonly RuleLayer[];
  /** Findings that are accepted here. */
  readonly waivers: readonly Waiver[];
  /** What reviewers say of lines. */
  readonly notes: readonly Note[];
  readonly problems: readonly SiteProblem[];
}

/** One kind of files by which a site describes itself. */
export interface SiteRole {
  /** What the names of its files begin with; also the name of its setting, of its option and of its file here. */
  readonly id: string;
  /** How the names of its files end, without the dot; the usual one first. */
  readonly endings: readonly string[];
  /** What its files tell, for the list of options. */
  readonly tells: string;
  /** Only a window whose workspace is trusted reads them: they can make a review say less. */
  readonly needsTrust?: true;
  /** What its files tell together, which may be none; what they do not tell is left out. Never throws. */
  readonly read: (files: readonly SiteFile[]) => Partial<SiteKnowledge>;
}
