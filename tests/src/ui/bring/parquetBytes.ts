/** A Parquet file with decimals as byte arrays, as Avro's programs write them: the bytes of Thrift's compact protocol by hand, because no writer at hand makes such a file. */

type Part = readonly number[];
/** A field's number, its type in Thrift's words, its bytes. */
type Field = readonly [id: number, type: number, value: Part];

const [I32, I64, BINARY, LIST, STRUCT] = [5, 6, 8, 9, 12];
const BYTE_ARRAY = 6;
const DECIMAL = 5;

function varint(value: number): Part {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(Math.floor(value / 0x80))];
}

const whole = (value: number): Part => varint(value * 2);
const text = (value: string): Part => [...varint(value.length), ...Buffer.from(value)];
const list = (type: number, items: readonly Part[]): Part => [(items.length << 4) | type, ...items.flat()];

function struct(fields: readonly Field[]): Part {
  let last = 0;
  const bytes = fields.flatMap(([id, type, value]) => {
    const step = id - last;
    last = id;
    return [(step << 4) | type, ...value];
  });
  return [...bytes, 0];
}

/** The fewest bytes that hold a number, the largest first, in two's complement. */
function bytesOf(value: bigint): Part {
  const size = Math.ceil((value.toString(2).length + 1) / 8);
  const hex = BigInt.asUintN(size * 8, value)
    .toString(16)
    .padStart(size * 2, '0');
  return [...Buffer.from(hex, 'hex')];
}

export function decimalsAsBytes(name: string, scale: number, values: readonly bigint[]): Uint8Array<ArrayBuffer> {
  const data = values.flatMap((value) => {
    const bytes = bytesOf(value);
    return [bytes.length, 0, 0, 0, ...bytes];
  });
  const count = whole(values.length);
  const plain: readonly Field[] = [
    [1, I32, count],
    [2, I32, whole(0)],
    [3, I32, whole(3)],
    [4, I32, whole(3)],
  ];
  const size = whole(data.length);
  const page = struct([
    [1, I32, whole(0)],
    [2, I32, size],
    [3, I32, size],
    [5, STRUCT, struct(plain)],
  ]);
  const total = whole(page.length + data.length);
  const column = struct([
    [1, I32, whole(BYTE_ARRAY)],
    [2, LIST, list(I32, [whole(0)])],
    [3, LIST, list(BINARY, [text(name)])],
    [4, I32, whole(0)],
    [5, I64, count],
    [6, I64, total],
    [7, I64, total],
    [9, I64, whole(4)],
  ]);
  const element = struct([
    [1, I32, whole(BYTE_ARRAY)],
    [3, I32, whole(0)],
    [4, BINARY, text(name)],
    [6, I32, whole(DECIMAL)],
    [7, I32, whole(scale)],
    [8, I32, whole(18)],
  ]);
  const root = struct([
    [4, BINARY, text('root')],
    [5, I32, whole(1)],
  ]);
  const chunk = struct([
    [2, I64, whole(4)],
    [3, STRUCT, column],
  ]);
  const group = struct([
    [1, LIST, list(STRUCT, [chunk])],
    [2, I64, total],
    [3, I64, count],
  ]);
  const footer = struct([
    [1, I32, whole(1)],
    [2, LIST, list(STRUCT, [root, element])],
    [3, I64, count],
    [4, LIST, list(STRUCT, [group])],
  ]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(footer.length);
  return Uint8Array.from([...Buffer.from('PAR1'), ...page, ...data, ...footer, ...length, ...Buffer.from('PAR1')]);
}
