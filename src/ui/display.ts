/** Whether the page is a wall, looked at from across a room: what is too small to be read there is left out of the pictures. */
export function isWall(): boolean {
  return document.documentElement.dataset.wall !== undefined;
}

/** Said once, before anything is drawn. */
export function beWall(): void {
  document.documentElement.dataset.wall = '';
}
