import type { ShellBranch } from '../../parse/shell-script';
import type { Subject } from '../../subject/subject';
import { aroundIn } from '../../text/around';

/** What is asked, and about what, before a place of a script is reached; as written. */
export const questionsAround = ({ text, syntax }: Subject<'shell'>, at: number): readonly string[] =>
  branchesAround(syntax.branches, at).flatMap(({ question, about }) =>
    [question, about].flatMap((each) => (each ? [text.slice(each.start, each.end)] : [])),
  );

const branchesAround = aroundIn(({ body }: ShellBranch) => body);
