/** Names of a path that count, from its end. */
const maxDepth = 16;

/** Items of one end that are compared one by one; of more, those are found by the name before it. */
const fewItems = 8;

/** Items by paths, of which only the ends are known to be right: packages are unpacked anywhere. */
export class PathEnds<T> {
  private readonly root = branch<T>();
  private count = 0;

  /** @param limit items of one end that are kept: more of them than this tell nothing new */
  constructor(private readonly limit: number) {}

  /** `path` is a list of names, the file's own at the end. */
  add(path: readonly string[], item: T): void {
    const end = path.slice(-maxDepth).join('/');
    this.place(this.root, { order: this.count++, item, end }, end.length);
  }

  /** `to`: where the names of the entry end that the branch has not told yet. */
  private place(node: Branch<T>, entry: Entry<T>, to: number): void {
    if (node.all.length < this.limit) node.all.push(entry);
    if (to <= 0) {
      if (node.own.length < this.limit) node.own.push(entry);
      return;
    }
    const from = entry.end.lastIndexOf('/', to - 1) + 1;
    const name = entry.end.slice(from, to);
    const known = node.above.get(name);
    if (!known) node.above.set(name, [entry]);
    else if (!Array.isArray(known)) this.place(known, entry, from - 1);
    else if (known.length < fewItems) known.push(entry);
    else {
      const split = branch<T>();
      const shared = entry.end.length - from;
      node.above.set(name, split);
      for (const one of [...known, entry]) this.place(split, one, one.end.length - shared - 1);
    }
  }

  /** Items whose paths end like this one, over the length of the shorter of the two; the first ones, in the order in which they came. */
  like(path: readonly string[]): T[] {
    const names = path.slice(-maxDepth);
    const end = names.join('/');
    const found: Entry<T>[] = [];
    let node: Node<T> | undefined = this.root;
    for (let at = names.length - 1; node; at--) {
      if (Array.isArray(node)) {
        found.push(...node.filter((entry) => endAlike(entry.end, end)));
        break;
      }
      if (at < 0) {
        if (node !== this.root) found.push(...node.all);
        break;
      }
      found.push(...node.own);
      node = node.above.get(names[at] ?? '');
    }
    return found
      .sort((a, b) => a.order - b.order)
      .slice(0, this.limit)
      .map(({ item }) => item);
  }
}

const endAlike = (a: string, b: string): boolean => (a.length < b.length ? b.endsWith(`/${a}`) : a === b || a.endsWith(`/${b}`));

interface Entry<T> {
  readonly order: number;
  readonly item: T;
  /** The names that count. */
  readonly end: string;
}

/** What is known of one end of paths: most ends are whole paths, and have one item. */
type Node<T> = Entry<T>[] | Branch<T>;

interface Branch<T> {
  /** By the name before this end. */
  readonly above: Map<string, Node<T>>;
  /** Items whose path is this end. */
  readonly own: Entry<T>[];
  /** Items whose paths have it. */
  readonly all: Entry<T>[];
}

const branch = <T>(): Branch<T> => ({ above: new Map(), own: [], all: [] });
