/** As who the page asks: itself, or a wall, which gives up what anybody may not see. Said once, before anything is asked. */

let asked: 'wall' | null = null;

/** From now on every question of the page is a wall's. */
export function askAsWall(): void {
  asked = 'wall';
}

/** Whether the page asks as a wall, which is told nothing of what people wrote. */
export function asksAsWall(): boolean {
  return asked === 'wall';
}

/** An address of the server, asked as who the page is. */
export function addressOf(path: string): string {
  if (asked === null) return path;
  return `${path}${path.includes('?') ? '&' : '?'}as=${asked}`;
}

/** The same as parameters of the socket's address. */
export function askerQuery(): Record<string, string> {
  return asked === null ? {} : { as: asked };
}
