import type { JSX } from 'react';

/** The sign of the product: a body, its orbit and a moon. */
export function Mark(): JSX.Element {
  return (
    <svg width="2.2rem" height="2.2rem" viewBox="0 0 24 24" fill="none" role="img" aria-label="Orrery">
      <ellipse cx="12" cy="12" rx="10.2" ry="4.4" transform="rotate(-32 12 12)" stroke="var(--fg2)" strokeWidth="1.5" />
      <circle cx="12" cy="12" r="3.4" fill="var(--fg1)" />
      <circle cx="20.2" cy="6.4" r="1.7" fill="var(--accent)" />
    </svg>
  );
}
