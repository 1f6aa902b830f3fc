/** What a presenter holds: a phone that says to a room what it shows next. */
import type { JSX } from 'react';
import { useState } from 'react';
import { LiveProvider } from '../../live/LiveProvider.tsx';
import { cssVariables } from '../../model/tokens.ts';
import { fromWallSearch } from '../../model/wall/wallAddress.ts';
import { Remote } from '../../ui/wall/Remote.tsx';

export function RemoteApp(): JSX.Element {
  const [address] = useState(() => fromWallSearch(window.location.search));
  const theme = address.theme ?? (matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark');
  return (
    <LiveProvider>
      <div style={{ ...cssVariables(theme), colorScheme: theme }}>
        <Remote name={address.room} />
      </div>
    </LiveProvider>
  );
}
