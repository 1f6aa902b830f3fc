import { readdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { dataOption, MAPPINGS_DIR, readChange, readOptions } from '../../../../server/sources/importer/options.ts';
import { createFolder } from './mappingRun.ts';

const folder = createFolder();
const own = folder.write('own.sql', 'SELECT 1');
afterAll(() => folder.remove());

describe('the command line of an import', () => {
  it('takes the name of a mapping that comes with the product, or a file', () => {
    expect(basename(readOptions(['--mapping', 'olist', '--dir', folder.dir])?.mappingPath ?? '')).toBe('olist.sql');
    expect(readOptions(['--mapping', own, '--dir', folder.dir])?.mappingPath).toBe(own);
  });

  it('has UTC and no replay unless told otherwise', () => {
    expect(readOptions(['--mapping', own, '--dir', folder.dir])).toMatchObject({ timezone: 'UTC', replay: null });
    const told = readOptions(['--mapping', own, '--dir', folder.dir, '--timezone', 'Asia/Tokyo', '--replay', '60']);
    expect(told).toMatchObject({ timezone: 'Asia/Tokyo', replay: 60 });
  });

  it.each([
    [[], /--mapping/],
    [['--mapping', 'olist'], /--dir/],
    [['--mapping', 'nothing', '--dir', folder.dir], /no such mapping; there are call-centre, .*olist/],
    [['--mapping', '../mappings/olist', '--dir', folder.dir], /no such mapping/],
    [['--mapping', own, '--dir', '/no/such/folder'], /--dir .*no folder/],
    [['--mapping', own, '--dir', own], /--dir .*no folder/],
    [['--mapping', own, '--dir', ''], /--dir: is missing/],
    [['--mapping', '', '--dir', folder.dir], /--mapping: is missing/],
    [['--mapping', own, '--dir', folder.dir, '--data', ''], /--data: must name a folder/],
    [['--mapping', own, '--dir', folder.dir, '--timezone', 'Mars/Base'], /--timezone Mars\/Base/],
    [['--mapping', own, '--dir', folder.dir, '--replay', '0'], /--replay 0/],
    [['--mapping', own, '--dir', folder.dir, '--speed', '3'], /speed/],
  ])('refuses %j and says what to write', (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });

  it('knows when it is about earlier imports', () => {
    expect(readChange(['--mapping', own, '--dir', folder.dir])).toBe(null);
    expect(readChange(['--list', '--data', '/d'])).toEqual({ dataDir: '/d', change: null });
    expect(readChange(['--undo', 'a', '--data', '/d'])).toEqual({ dataDir: '/d', change: { id: 'a', withdrawn: true } });
    expect(readChange(['--redo', 'a', '--data', '/d'])).toEqual({ dataDir: '/d', change: { id: 'a', withdrawn: false } });
    expect(readChange(['--undo', 'a', '--help'])).toBe(null);
    expect(readOptions(['--undo', 'a', '--help'])).toBe(null);
    expect(() => readChange(['--list', '--data', ''])).toThrow(/--data: must name a folder/);
    expect(() => readChange(['--undo', 'a', '--redo', 'a'])).toThrow(/--undo: stands alone, without --redo/);
    expect(() => readChange(['--undo', 'a', '--mapping', own])).toThrow(/--undo: stands alone, without --mapping/);
  });

  it('names the folder in what it proposes, as a shell takes it', () => {
    expect(dataOption(resolve('data'))).toBe('');
    expect(dataOption('/var/lib/orrery')).toBe(' --data /var/lib/orrery');
    expect(dataOption("/home/o'brien/my data")).toBe(` --data '/home/o'\\''brien/my data'`);
  });

  it('ships the eight mappings', () => {
    expect(readdirSync(MAPPINGS_DIR).sort()).toEqual(
      [
        'call-centre',
        'cfpb-complaints',
        'clickstream',
        'olist',
        'superstore',
        'telco-ibm-extended',
        'twitter-airline-sentiment',
        'uci-online-retail',
      ].map((name) => `${name}.sql`),
    );
  });
});
