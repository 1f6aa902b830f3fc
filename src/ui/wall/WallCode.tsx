/** A code that opens the same scene on a phone, where its owner sees it under their own rights. */
import type { JSX } from 'react';
import { useMemo } from 'react';
import { encode } from 'uqr';
import styles from './wall.module.css';
import { wallWords } from './wallTexts.ts';

/** `path`: the address of the scene on this server. */
export function WallCode({ path }: { readonly path: string }): JSX.Element | null {
  const address = `${window.location.origin}${path}`;
  const code = useMemo(() => toPath(address), [address]);
  if (code === null) return null;
  return (
    <figure className={styles.code}>
      <a href={path} aria-label={wallWords().scan}>
        <svg
          className={styles.square}
          viewBox={`-1 -1 ${code.size + 2} ${code.size + 2}`}
          role="img"
          aria-label={wallWords().scan}
          data-address={address}
        >
          <rect x={-1} y={-1} width={code.size + 2} height={code.size + 2} fill="#fff" />
          <path d={code.path} fill="#0b111b" shapeRendering="crispEdges" />
        </svg>
      </a>
    </figure>
  );
}

/** An address too long for a code that a phone can read from a wall has none. */
const LONGEST = 700;

function toPath(address: string): { readonly path: string; readonly size: number } | null {
  if (address.length > LONGEST) return null;
  const { data, size } = encode(address, { ecc: 'L', border: 0 });
  let path = '';
  for (const [y, row] of data.entries()) for (const [x, isDark] of row.entries()) if (isDark) path += `M${x} ${y}h1v1h-1z`;
  return { path, size };
}
