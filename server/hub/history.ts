/** The latest releases of a view in order, for those who come back. */
import type { ViewRelease } from '../parts.ts';
import { type Packet, toPacket } from './packet.ts';

/** Releases kept for those who come back: about a quarter of a minute of a busy view. */
const KEPT_RELEASES = 60;
const KEPT_BYTES = 512 * 1024;

export interface History {
  /** A state of this version was taken. */
  saw(version: number): void;
  /** The release exists, and waits to be told. */
  announce(release: ViewRelease): void;
  /** The release is told now; what leads from it on comes later. */
  add(release: ViewRelease): Packet;
  /** What was told since a version, in order; null when it is not all kept, or the version was never seen. */
  since(version: number): readonly Packet[] | null;
}

export function createHistory(): History {
  const kept: { readonly prev: number; readonly packet: Packet }[] = [];
  let bytes = 0;
  /** Newest version that members have been told, and newest that exists. */
  let told: number | null = null;
  let newest = 0;

  return {
    saw(version) {
      told ??= version;
      newest = Math.max(newest, version);
    },
    announce({ prev, version }) {
      told ??= prev;
      newest = Math.max(newest, version);
    },
    add({ viewId, prev, version, seq, frame }) {
      const packet = toPacket(['delta', { view: viewId, prev, version, seq }, frame]);
      told = version;
      kept.push({ prev, packet });
      bytes += packet.bytes.length;
      while (kept.length > KEPT_RELEASES || (bytes > KEPT_BYTES && kept.length > 1)) bytes -= kept.shift()?.packet.bytes.length ?? 0;
      return packet;
    },
    since(version) {
      const at = kept.findIndex(({ prev }) => prev === version);
      if (at >= 0) return kept.slice(at).map(({ packet }) => packet);
      // A state may be ahead of what was told: the releases up to it are still on their way.
      return told !== null && version >= told && version <= newest ? [] : null;
    },
  };
}
