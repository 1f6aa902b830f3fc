/** Which failures tell that an archive cannot be trusted any more. */
import { isDiskFull } from './archive.ts';

/** How the message begins of an archive that knows more than the log. */
export const AHEAD = 'the archive has more events than the log';

/** Whether the archive cannot be trusted any more. */
export function isDamage(error: unknown): boolean {
  const message = messageOf(error);
  if (isDiskFull(error)) return false;
  return (
    message.startsWith(AHEAD) || /checksum|corrupt|invalidated|IO Error|Serialization Error|INTERNAL Error|out of order/i.test(message)
  );
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
