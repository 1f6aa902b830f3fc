import type { Rejection } from '../../src/protocol/event.ts';

/** Why one event cannot be taken: a code for programs, the field, and what the sender should do. */
export class DecodeFault {
  readonly code: string;
  readonly field: string;
  readonly reason: string;
  constructor(code: string, field: string, reason: string) {
    this.code = code;
    this.field = field;
    this.reason = reason;
  }

  at(index: number): Rejection {
    return { index, code: this.code, field: this.field, reason: this.reason };
  }
}

/** A short form of what was sent, for reasons that people read. */
export function shown(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
