/**
 * Writes a PDF 1.4 whose pages are pictures with their words as text beneath the paint: readers find, copy and read aloud what is seen, in any script,
 * without a font in the file.
 */
import { htmlLang, languageNow } from '../language.ts';

/** Points (1/72 inch) from the upper left corner of the page. */
export interface PdfText {
  readonly text: string;
  readonly x: number;
  /** Of the line the letters stand on. */
  readonly y: number;
  readonly size: number;
  readonly width: number;
}

export interface PdfLink {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly address: string;
}

export interface PdfPage {
  /** Points. */
  readonly width: number;
  readonly height: number;
  /** A baseline JPEG of three colours that fills the page. */
  readonly jpeg: Uint8Array;
  readonly pixels: { readonly width: number; readonly height: number };
  readonly texts: readonly PdfText[];
  readonly links: readonly PdfLink[];
}

const CATALOG = 1;
const PAGES = 2;
const INFO = 3;
const FONT = 4;
const FIRST_PAGE = 8;
/** Objects of a page: itself, its content, its picture. Its links stand in it. */
const OBJECTS_OF_PAGE = 3;
/** Width of every letter of the font that is never drawn, in parts of its size. */
const LETTER = 0.5;

/** The file. `title` is what readers show of it. */
export function toPdf(title: string, pages: readonly PdfPage[]): Uint8Array<ArrayBuffer> {
  const file = createFile();
  const idOf = (page: number) => FIRST_PAGE + page * OBJECTS_OF_PAGE;
  // By it a voice that reads the pages is chosen.
  file.object(CATALOG, `<< /Type /Catalog /Pages ${PAGES} 0 R /Lang (${htmlLang(languageNow())}) >>`);
  file.object(PAGES, `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, at) => `${idOf(at)} 0 R`).join(' ')}] >>`);
  file.object(INFO, `<< /Title ${hex(title)} /Producer (Orrery) >>`);
  writeFont(file);
  for (const [at, page] of pages.entries()) writePage(file, idOf(at), page);
  return file.close();
}

type File = ReturnType<typeof createFile>;

function createFile() {
  const chunks: Uint8Array[] = [];
  const offsets: number[] = [];
  let length = 0;
  const encoder = new TextEncoder();
  const write = (part: string | Uint8Array) => {
    const bytes = typeof part === 'string' ? encoder.encode(part) : part;
    chunks.push(bytes);
    length += bytes.length;
  };
  // The letters beyond ASCII in the second line tell programs that this is no text.
  write('%PDF-1.4\n');
  write(new Uint8Array([0x25, 0xe2, 0xe3, 0xcf, 0xd3, 0x0a]));
  return {
    object(id: number, dictionary: string, stream?: Uint8Array): void {
      offsets[id] = length;
      write(`${id} 0 obj\n${dictionary}\n`);
      if (stream) {
        write('stream\n');
        write(stream);
        write('\nendstream\n');
      }
      write('endobj\n');
    },
    close(): Uint8Array<ArrayBuffer> {
      const start = length;
      const rows = Array.from({ length: offsets.length - 1 }, (_, at) => `${String(offsets[at + 1]).padStart(10, '0')} 00000 n \n`);
      write(`xref\n0 ${offsets.length}\n0000000000 65535 f \n${rows.join('')}`);
      write(`trailer\n<< /Size ${offsets.length} /Root ${CATALOG} 0 R /Info ${INFO} 0 R >>\nstartxref\n${start}\n%%EOF\n`);
      const all = new Uint8Array(length);
      let at = 0;
      for (const chunk of chunks) {
        all.set(chunk, at);
        at += chunk.length;
      }
      return all;
    },
  };
}

/** A font of which no letter is ever drawn: each code is a UTF-16 unit, and says so. */
function writeFont(file: File): void {
  const [descendant, descriptor, unicode] = [FONT + 1, FONT + 2, FONT + 3];
  file.object(
    FONT,
    `<< /Type /Font /Subtype /Type0 /BaseFont /OrreryUnseen /Encoding /Identity-H /DescendantFonts [${descendant} 0 R] /ToUnicode ${unicode} 0 R >>`,
  );
  file.object(
    descendant,
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /OrreryUnseen /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor ${descriptor} 0 R /DW ${LETTER * 1000} >>`,
  );
  file.object(
    descriptor,
    '<< /Type /FontDescriptor /FontName /OrreryUnseen /Flags 4 /FontBBox [0 0 500 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>',
  );
  const map = new TextEncoder().encode(unicodeMap());
  file.object(unicode, `<< /Length ${map.length} >>`, map);
}

/** Every code is the UTF-16 unit of the same number; a range may not leave its first byte. */
function unicodeMap(): string {
  const ranges = Array.from({ length: 256 }, (_, high) => `<${byte(high)}00> <${byte(high)}FF> <${byte(high)}00>`);
  const blocks: string[] = [];
  for (let at = 0; at < ranges.length; at += 100) {
    const block = ranges.slice(at, at + 100);
    blocks.push(`${block.length} beginbfrange\n${block.join('\n')}\nendbfrange`);
  }
  return `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Orrery def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
${blocks.join('\n')}
endcmap CMapName currentdict /CMap defineresource pop end end`;
}

function byte(value: number): string {
  return value.toString(16).toUpperCase().padStart(2, '0');
}

function writePage(file: File, id: number, { width, height, jpeg, pixels, texts, links }: PdfPage): void {
  const [content, picture] = [id + 1, id + 2];
  const resources = `<< /XObject << /Picture ${picture} 0 R >> /Font << /Unseen ${FONT} 0 R >> >>`;
  const annotations = links.map((link) => toAnnotation(link, height)).join(' ');
  file.object(
    id,
    `<< /Type /Page /Parent ${PAGES} 0 R /MediaBox [0 0 ${number(width)} ${number(height)}] /Resources ${resources} /Contents ${content} 0 R /Annots [${annotations}] >>`,
  );
  const drawn = [...texts.map((text) => toOperators(text, height)), `q ${number(width)} 0 0 ${number(height)} 0 0 cm /Picture Do Q`].join(
    '\n',
  );
  const stream = new TextEncoder().encode(drawn);
  file.object(content, `<< /Length ${stream.length} >>`, stream);
  file.object(
    picture,
    `<< /Type /XObject /Subtype /Image /Width ${pixels.width} /Height ${pixels.height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>`,
    jpeg,
  );
}

/** Text that is not painted (`3 Tr`), as wide as what is seen. */
function toOperators({ text, x, y, size, width }: PdfText, pageHeight: number): string {
  const scale = text.length > 0 ? (100 * width) / (text.length * LETTER * size) : 100;
  return `BT 3 Tr /Unseen ${number(size)} Tf ${number(scale)} Tz 1 0 0 1 ${number(x)} ${number(pageHeight - y)} Tm ${hex(text, '')} Tj ET`;
}

function toAnnotation({ x, y, width, height, address }: PdfLink, pageHeight: number): string {
  const box = [x, pageHeight - y - height, x + width, pageHeight - y].map(number).join(' ');
  // An address is ASCII; a bracket would end the text.
  const safe = address.replaceAll(/[^\x20-\x7e]/gu, encodeURIComponent).replaceAll(/[\\()]/g, (letter) => `\\${letter}`);
  return `<< /Type /Annot /Subtype /Link /Rect [${box}] /Border [0 0 0] /A << /S /URI /URI (${safe}) >> >>`;
}

/** UTF-16 in hexadecimal, big end first; `mark` tells a reader of a title that it is UTF-16. */
function hex(text: string, mark = 'FEFF'): string {
  let units = mark;
  for (let at = 0; at < text.length; at++) units += text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0');
  return `<${units}>`;
}

function number(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
