/** How much memory there is, by which the engine bounds what it holds: that of the machine, or less where a container or a supervisor sets a limit. */
import { totalmem } from 'node:os';

/** Without a limit the system tells none, 0, or one beyond all memory. */
const limit = process.constrainedMemory() || Number.POSITIVE_INFINITY;

export const MACHINE_BYTES: number = Math.min(totalmem(), limit);
