import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError, type ContentStore } from '@hyperlens/protocol';
import { BlackHoleBlockstore } from 'blockstore-core';
import { fixedSize } from 'ipfs-unixfs-importer/chunker';
import { balanced } from 'ipfs-unixfs-importer/layout';
import { importer } from 'ipfs-unixfs-importer';
import { CID } from 'multiformats/cid';
import { writeWhole } from './write.ts';

/**
 * The CID that `ipfs add` prints for these bytes with Kubo's defaults: CIDv0, UnixFS leaves of 256 KiB, balanced DAG of 174 links
 * (https://docs.ipfs.tech/reference/kubo/cli/#ipfs-add).
 */
export async function contentId(bytes: Uint8Array): Promise<string> {
  const entries = importer([{ content: bytes }], new BlackHoleBlockstore(), {
    cidVersion: 0, rawLeaves: false, wrapWithDirectory: false, reduceSingleLeafToSelf: true,
    chunker: fixedSize({ chunkSize: 262_144 }), layout: balanced({ maxChildrenPerNode: 174 }),
  });
  for await (const entry of entries) return entry.cid.toString();
  throw new AppError('INTERNAL', { reason: 'the importer gave no identifier' });
}

/** Bytes on disk under the name of their content. What is read is checked against its name; a damaged file is an error, never an answer. */
export function makeContentStore(folder: string): ContentStore {
  const place = (cid: string) => {
    const name = canonical(cid);
    return path.join(folder, name.slice(-2), name);
  };
  const has = async (cid: string) => stat(place(cid)).then((entry) => entry.isFile(), () => false);
  return {
    has,
    async put(bytes) {
      const cid = await contentId(bytes);
      const target = place(cid);
      if (await has(cid)) {
        // A damaged file is replaced by the good bytes at hand.
        if (await contentId(await readFile(target)) === cid) return cid;
      }
      await writeWhole(target, bytes, { durable: true });
      return cid;
    },
    async get(cid) {
      const bytes = await readFile(place(cid)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') throw new AppError('NOT_FOUND', { what: 'content', id: cid });
        throw error;
      });
      if (await contentId(bytes) !== canonical(cid)) throw new AppError('CONTENT_CORRUPT', { cid });
      return bytes;
    },
  };
}

/** The CIDv0 spelling of any spelling of the same identifier; also keeps anything that is no CID away from the file system. */
function canonical(cid: string): string {
  try {
    return CID.parse(cid).toV0().toString();
  } catch (error) {
    throw new AppError('INPUT_INVALID', { where: 'cid', problem: `"${cid.slice(0, 80)}" is not a content identifier of a UnixFS file` }, error);
  }
}
