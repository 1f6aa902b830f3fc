/** Which row of a published table stands for which handle, both ways. Handles are small whole numbers, so arrays hold them. */
import { grown } from '../grown.ts';

const NONE = -1;

export class RowNumbers {
  private handles = new Int32Array(16);
  private rows = new Int32Array(16).fill(NONE);
  private count = 0;

  has(handle: number): boolean {
    return handle < this.rows.length && this.rows[handle] !== NONE;
  }

  handlesOf(rows: Int32Array): Int32Array {
    const handles = new Int32Array(rows.length);
    for (let at = 0; at < rows.length; at++) handles[at] = this.handles[rows[at] as number] as number;
    return handles;
  }

  /** Handles of all rows; a view that the next change makes void. */
  shown(): Int32Array {
    return this.handles.subarray(0, this.count);
  }

  /** Row numbers of handles that are shown, ascending. */
  sortedRows(handles: ArrayLike<number>): Int32Array {
    const rows = new Int32Array(handles.length);
    for (let at = 0; at < rows.length; at++) rows[at] = this.rows[handles[at] as number] as number;
    return rows.sort();
  }

  /** The rows behind the last one, in this order. */
  append(handles: ArrayLike<number>): void {
    this.handles = grown(this.handles, this.count + handles.length);
    for (let at = 0; at < handles.length; at++) {
      const handle = handles[at] as number;
      this.makeRoom(handle);
      this.rows[handle] = this.count;
      this.handles[this.count++] = handle;
    }
  }

  /** Takes out rows whose numbers ascend: from the highest to the lowest, the last row takes the place of each. */
  remove(rows: Int32Array): void {
    for (let at = rows.length - 1; at >= 0; at--) {
      const row = rows[at] as number;
      const gone = this.handles[row] as number;
      const moved = this.handles[--this.count] as number;
      this.handles[row] = moved;
      this.rows[moved] = row;
      this.rows[gone] = NONE;
    }
  }

  private makeRoom(handle: number): void {
    const before = this.rows.length;
    if (handle < before) return;
    this.rows = grown(this.rows, handle + 1);
    this.rows.fill(NONE, before);
  }
}
