import type { Dependency } from '../../package/manifest-dependencies';
import { span } from '../../text/span';
import type { PackagingForm } from './form';

/** pip's requirements files (https://pip.pypa.io/en/stable/reference/requirements-file-format/); not those of developers and testers. */
export const requirements: PackagingForm = {
  place:
    /(^|\/)requirements([-_.](prod(uction)?|base|runtime|server|common|core))?\.txt$|(^|\/)requirements\/(prod(uction)?|base|runtime|server|common|core)\.txt$/i,
  read(text) {
    const dependencies: Dependency[] = [];
    let at = 0;
    for (const line of text.split('\n')) {
      dependencies.push(...requirement(line, at));
      at += line.length + 1;
    }
    return { needs: [], dependencies, describes: [] };
  },
};

/** `Django[argon2]>=4.2,<5 ; python_version >= "3.8"  # comment`. Addresses and options name no versions. */
function requirement(line: string, start: number): Dependency[] {
  const said = line.replace(/(^|\s)#.*$/, '').replace(/\\\s*$/, '');
  const [before = '', marker] = said.split(';', 2);
  const [head = '', name = ''] = /^\s*([a-z0-9][\w.-]*)(\[[\w\s,.-]*\])?/i.exec(before) ?? [];
  const rest = before.slice(head.length);
  const written = rest.trim();
  if (name === '' || !/^([<>=~!][^@]*)?$/.test(written)) return [];
  const at = start + head.indexOf(name);
  const end = at + name.length;
  const rangeAt = start + head.length + rest.indexOf(written);
  return [
    {
      name,
      nameSpan: span(at, end),
      type: 'pypi',
      // It is asked for on some hosts only.
      optional: marker !== undefined,
      ...(written !== '' && { range: { value: written, span: span(rangeAt, rangeAt + written.length) } }),
      span: span(at, written === '' ? end : rangeAt + written.length),
    },
  ];
}
