import * as vscode from 'vscode';
import { decodeText } from '../../core/text/decode';
import { mountScheme } from './mount-uri';
import type { PackageMounts } from './mounts';

const scheme = 'upgrade-package-original';

/**
 * Where a file of a mounted package can be read as the vendor shipped it. `shownAs`: the path that people see, of the file
 * of another package that it is compared with.
 */
export const originalUri = (uri: vscode.Uri, shownAs = uri.path): vscode.Uri =>
  shownAs === uri.path ? uri.with({ scheme }) : uri.with({ scheme, path: shownAs, query: uri.path });

const fileOf = (uri: vscode.Uri): vscode.Uri => uri.with({ scheme: mountScheme, path: uri.query || uri.path, query: '' });

export const registerOriginals = (mounts: PackageMounts): vscode.Disposable =>
  vscode.workspace.registerTextDocumentContentProvider(scheme, {
    async provideTextDocumentContent(uri) {
      const mount = await mounts.open(uri.authority);
      const path = mount.pathOf(fileOf(uri));
      if (path !== undefined) await mount.reach(path);
      if (path === undefined || !mount.shippedAt(path)) return '';
      const bytes = await mount.base.read(path);
      return decodeText(bytes)?.text ?? vscode.l10n.t('Binary file, {0} bytes', bytes.length);
    },
  });
