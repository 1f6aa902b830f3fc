/** Which failures tell that an archive cannot be trusted any more, or is being closed. */
import { messageOf } from '../../src/protocol/messageOf.ts';
import { RequestError } from '../parts.ts';

/** How the message begins of an archive that knows more than the log. */
export const AHEAD = 'the archive has more events than the log';

/** The disk takes no writes now. No damage: nothing is put aside for it. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && /no space left|disk quota|read-only file system/i.test(error.message);
}

/** Whether the archive cannot be trusted any more. */
export function isDamage(error: unknown): boolean {
  const message = messageOf(error);
  if (isDiskFull(error)) return false;
  return (
    message.startsWith(AHEAD) || /checksum|corrupt|invalidated|IO Error|Serialization Error|INTERNAL Error|out of order/i.test(message)
  );
}

const CLOSING = 'stopping';

/** What a question is told that an archive cannot answer any more because it is being closed. */
export function closingError(): RequestError {
  return new RequestError(503, CLOSING, 'query: the archive is closing; ask again shortly', 5);
}

export function isClosing(error: unknown): boolean {
  return error instanceof RequestError && error.code === CLOSING;
}
