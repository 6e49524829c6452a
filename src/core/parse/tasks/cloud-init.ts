import { isScalar, isSeq, parseDocument, type Node } from 'yaml';
import type { ConfigFile } from '../config/config';
import { isCloudConfig } from '../config/yaml';
import { span, type Span } from '../../text/span';
import type { Task } from './task';
import { commandOf, writtenIn, type Piece } from './written';

/** What a host runs when it boots first: lines for a shell, or lists of words. */
export function cloudInitTasks({ format, within }: ConfigFile, text: string): readonly Task[] {
  if (format !== 'yaml' || within || !isCloudConfig(text)) return [];
  const file = parseDocument(text, { logLevel: 'silent', strict: false });
  return ['bootcmd', 'runcmd', 'package_upgrade'].flatMap((key): Task[] => {
    const node = file.get(key, true) as Node | undefined;
    const pieces =
      key === 'package_upgrade' ? upgradeOf(node) : isSeq(node) ? node.items.flatMap((item) => pieceOf(item as Node, text)) : [];
    return pieces.map((piece) => ({ source: commandOf([piece]), when: 'booted', as: 'root' }));
  });
}

const upgradeOf = (node: Node | undefined): readonly Piece[] =>
  isScalar(node) && node.value === true ? [{ text: 'apt-get -y upgrade', for: placeOf(node) }] : [];

function pieceOf(item: Node, text: string): readonly Piece[] {
  if (isScalar(item) && typeof item.value === 'string')
    return [writtenIn(text, { value: item.value, valueSpan: placeOf(item) }) ?? []].flat();
  if (!isSeq(item)) return [];
  const words = item.items.map((word) => (isScalar(word) ? String(word.value) : ''));
  return [{ text: words.join(' '), for: placeOf(item) }];
}

const placeOf = ({ range }: Node): Span => span(range?.[0] ?? 0, range?.[1] ?? 0);
