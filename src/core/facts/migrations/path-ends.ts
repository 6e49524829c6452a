import { entryOf } from '../../text/groups';

/** Names of a path that count, from its end. */
const maxDepth = 16;

/** Items by paths, of which only the ends are known to be right: packages are unpacked anywhere. */
export class PathEnds<T> {
  private readonly root = emptyNode<T>();
  private count = 0;

  /** @param limit items of one end that are kept: more of them than this tell nothing new */
  constructor(private readonly limit: number) {}

  /** `path` is a list of names, the file's own at the end. */
  add(path: readonly string[], item: T): void {
    const entry = { order: this.count++, item };
    let node = this.root;
    for (let at = path.length - 1; at >= Math.max(path.length - maxDepth, 0); at--) {
      node.above ??= new Map<string, Node<T>>();
      node = entryOf(node.above, path[at] ?? '', emptyNode<T>);
      node.all = withEntry(node.all, entry, this.limit);
    }
    node.own = withEntry(node.own, entry, this.limit);
  }

  /** Items whose paths end like this one, over the length of the shorter of the two; the first ones, in the order in which they came. */
  like(path: readonly string[]): T[] {
    const found: Entry<T>[] = [];
    const top = Math.max(path.length - maxDepth, 0);
    let node: Node<T> | undefined = this.root;
    for (let at = path.length - 1; node; at--) {
      if (at < top) {
        if (node !== this.root) for (const entry of node.all) found.push(entry);
        break;
      }
      for (const entry of node.own) found.push(entry);
      node = node.above?.get(path[at] ?? '');
    }
    const [first] = found;
    if (!first || found.length === 1) return first ? [first.item] : [];
    return found
      .sort((a, b) => a.order - b.order)
      .slice(0, this.limit)
      .map(({ item }) => item);
  }
}

interface Entry<T> {
  readonly order: number;
  readonly item: T;
}

/** What is known of one end of paths. */
interface Node<T> {
  /** By the name before this end; most ends are whole paths. */
  above: Map<string, Node<T>> | undefined;
  /** Items whose path is this end. */
  own: readonly Entry<T>[];
  /** Items whose paths have it. */
  all: readonly Entry<T>[];
}

const emptyNode = <T>(): Node<T> => ({ above: undefined, own: none, all: none });

const none: readonly never[] = [];

/** Most ends have one item, for which a list that grows has too much room. */
function withEntry<T>(entries: readonly Entry<T>[], entry: Entry<T>, limit: number): readonly Entry<T>[] {
  if (entries.length === 0) return [entry];
  if (entries.length < limit) (entries as Entry<T>[]).push(entry);
  return entries;
}
