import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ImageStore } from '../application/ports.ts';

/** Images as files of one folder, which is made when it is missing. */
export async function diskImages(folder: string): Promise<ImageStore> {
  await mkdir(folder, { recursive: true });
  const fileOf = (id: string) => path.join(folder, `${id}.webp`);
  return {
    async put(id, webp) {
      const unfinished = path.join(folder, `${id}.part`); // nobody is shown half an image
      await writeFile(unfinished, webp, { flush: true });
      await rename(unfinished, fileOf(id));
    },
    get: (id) =>
      readFile(fileOf(id)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      }),
    async remove(id) {
      await rm(fileOf(id), { force: true });
    },
  };
}
