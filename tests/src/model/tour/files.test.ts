/** The files that a tour becomes. */
import { afterEach, describe, expect, it } from 'vitest';
import { setLanguage } from '../../../../src/model/language.ts';
import { type PdfPage, toPdf } from '../../../../src/model/tour/pdf.ts';
import { durationOf, withDuration } from '../../../../src/model/tour/webm.ts';

const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

afterEach(() => setLanguage('en'));

describe('a PDF', () => {
  const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 0xff, 0xd9]);
  const page: PdfPage = {
    ...{ width: 842, height: 595, jpeg, pixels: { width: 1684, height: 1190 } },
    texts: [{ text: 'São Paulo 東京 −12 %', x: 32, y: 480, size: 20, width: 250 }],
    links: [{ x: 10, y: 20, width: 30, height: 40, address: 'http://host/?category=Caf%C3%A9&x=(1)' }],
  };
  const pdf = toPdf('Größe', [page, { ...page, texts: [], links: [] }]);
  const text = latin(pdf);

  it('has a page a scene, each with its picture byte for byte', () => {
    expect(text.startsWith('%PDF-1.4\n')).toBe(true);
    expect(text).toContain('/Count 2');
    expect(text.match(/\/Type \/Page /g)).toHaveLength(2);
    expect(text.split(latin(jpeg))).toHaveLength(3);
  });

  it('finds every object where its table says', () => {
    const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
    const [head, ...rows] = text.slice(start).split('trailer')[0]?.trim().split('\n').slice(1) ?? [];
    expect(head).toBe(`0 ${rows.length}`);
    for (const [id, row] of rows.entries()) if (id > 0) expect(text.slice(Number(row.slice(0, 10))).startsWith(`${id} 0 obj\n`)).toBe(true);
    for (const [, length, stream] of text.matchAll(/\/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/g))
      expect(stream).toHaveLength(Number(length));
  });

  it('holds its words as text of any script, as wide as they are seen, and its links', () => {
    const [, units = ''] = /<([0-9A-F]+)> Tj/.exec(text) ?? [];
    const letters = units.match(/.{4}/g)?.map((unit) => String.fromCharCode(Number.parseInt(unit, 16)));
    expect(letters?.join('')).toBe('São Paulo 東京 −12 %');
    const [, scale] = /20 Tf ([\d.]+) Tz/.exec(text) ?? [];
    expect(((letters?.length ?? 0) * 0.5 * 20 * Number(scale)) / 100).toBeCloseTo(250, 1);
    expect(text).toContain('1 0 0 1 32 115 Tm');
    expect(text).toContain('/Rect [10 535 40 575]');
    expect(text).toContain('(http://host/?category=Caf%C3%A9&x=\\(1\\))');
  });

  it('says in which language it is to be read aloud', () => {
    expect(text).toContain('/Lang (en)');
    setLanguage('pt');
    expect(latin(toPdf('Roteiro', [page]))).toContain('/Lang (pt-BR)');
  });

  it('links to addresses that hold letters of any script', () => {
    const links = page.links.map((link) => ({ ...link, address: 'http://host/?category=東&brand=😀' }));
    expect(latin(toPdf('Tour', [{ ...page, links }]))).toContain('(http://host/?category=%E6%9D%B1&brand=%F0%9F%98%80)');
  });
});

describe('a WebM', () => {
  const element = (id: readonly number[], content: readonly number[]) => [...id, 0x80 | content.length, ...content];
  const scale = element([0x2a, 0xd7, 0xb1], [0x0f, 0x42, 0x40]);
  const muxer = element([0x4d, 0x80], [...Buffer.from('orrery')]);
  const cluster = element([0x1f, 0x43, 0xb6, 0x75], [1, 2, 3]);
  const segment = [0x18, 0x53, 0x80, 0x67, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
  const head = element([0x1a, 0x45, 0xdf, 0xa3], [0x42, 0x82, 0x84, ...Buffer.from('webm')]);
  const recorded = new Uint8Array([...head, ...segment, ...element([0x15, 0x49, 0xa9, 0x66], [...scale, ...muxer]), ...cluster]);

  it('says how long it is, with everything else as it was', () => {
    expect(durationOf(recorded)).toBeNull();
    const whole = withDuration(recorded, 12_345);
    expect(durationOf(whole)).toBe(12_345);
    expect(latin(whole).endsWith(latin(new Uint8Array(cluster)))).toBe(true);
    expect(latin(whole)).toContain(latin(new Uint8Array([...scale, ...muxer])));
    expect(withDuration(whole, 1)).toBe(whole);
  });

  it('is left alone where it is none', () => {
    const other = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(withDuration(other, 1)).toBe(other);
    expect(withDuration(new Uint8Array(), 1)).toHaveLength(0);
  });
});
