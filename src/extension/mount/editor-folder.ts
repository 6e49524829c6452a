import * as vscode from 'vscode';
import type { StorageFolder } from '../../node/storage-folder';

/** A folder that only the editor can reach. How durable its files are is up to the editor. */
export function editorFolder(folder: vscode.Uri): StorageFolder {
  const { fs } = vscode.workspace;
  const at = (name: string) => vscode.Uri.joinPath(folder, name);
  return {
    list: async () => (await unless('FileNotFound', () => fs.readDirectory(folder)))?.map(([name]) => name) ?? [],
    read: (name) => unless('FileNotFound', () => fs.readFile(at(name))),
    write: async (name, bytes) => {
      const draft = `${name}.${crypto.randomUUID()}.tmp`;
      await fs.writeFile(at(draft), bytes);
      await fs.rename(at(draft), at(name), { overwrite: true });
    },
    async create(name, bytes) {
      const draft = `${name}.${crypto.randomUUID()}.tmp`;
      await fs.writeFile(at(draft), bytes);
      const moved = await unless('FileExists', async () => {
        await fs.rename(at(draft), at(name), { overwrite: false });
        return true;
      });
      if (!moved) await fs.delete(at(draft));
      return moved === true;
    },
    remove: async (name) => {
      await unless('FileNotFound', () => fs.delete(at(name)));
    },
  };
}

async function unless<T>(code: string, work: () => Thenable<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === code) return undefined;
    throw error;
  }
}
