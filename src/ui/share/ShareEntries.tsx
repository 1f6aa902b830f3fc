/** What the share menu offers. Loaded when it is first opened: the first picture does without. */
import { Menu } from '@mantine/core';
import { Bookmark, Clock, Code, FileSpreadsheet, Image, Link, type LucideIcon, MessageSquarePlus } from 'lucide-react';
import type { JSX } from 'react';
import { askParquet } from '../../live/ask.ts';
import { embedCode, searchToEmbed, searchToShare, viewAsOf } from '../../model/asOf.ts';
import { tableForFile, toCsv } from '../../model/csv.ts';
import { say } from '../../model/language.ts';
import { mapQuery } from '../../model/viewQueries.ts';
import type { AnswerTable } from '../../protocol/table.ts';
import controls from '../controls/controls.module.css';
import { writeNote } from '../notes/writing.ts';
import { startSaving } from '../saved/saving.ts';
import { useAsked } from '../useAsked.ts';
import { useMapAnswer } from '../useMapAnswer.ts';
import { useChange, useView } from '../viewStore.ts';
import { download } from './download.ts';
import { ENTRY_TEXTS, savedText } from './entryTexts.ts';
import styles from './share.module.css';
import { SHARE_TEXTS } from './shareTexts.ts';
import { copyText } from './useCopied.ts';
import { usePicture } from './usePicture.ts';
import { useMoment, useShownWords } from './useShown.ts';

interface Entry {
  readonly id: string;
  readonly Icon: LucideIcon;
  readonly label: string;
  readonly note?: string;
  readonly act: () => void;
}

const WHOLE = { truncated: false, rowCount: 0 } as const;

type Attempt = (work: () => Promise<string>) => void;
type Tell = (text: string) => void;

/** There only while the menu is open: nothing of the page is followed for one that is closed. */
export function ShareEntries({ attempt, tell }: { readonly attempt: Attempt; readonly tell: Tell }): JSX.Element {
  const groups = useGroups(attempt, tell);
  return (
    <>
      {groups.map(([title, entries]) => (
        <div key={title}>
          <Menu.Label>{title}</Menu.Label>
          {entries.map(({ id, Icon, label, note, act }) => (
            <Menu.Item key={id} data-share={id} leftSection={<Icon className={styles.icon} aria-hidden />} onClick={act}>
              {label}
              {note === undefined ? null : <span className={controls.note}>{note}</span>}
            </Menu.Item>
          ))}
        </div>
      ))}
    </>
  );
}

function useGroups(attempt: Attempt, tell: Tell): readonly (readonly [string, readonly Entry[]])[] {
  const words = say(ENTRY_TEXTS);
  const files = useFiles(attempt, tell);
  const links = useLinks(attempt, tell);
  const change = useChange();
  const beside = (side: 'notes' | 'saved', begin: () => void) => () => {
    begin();
    change((view) => ({ ...view, side }));
  };
  return [
    [
      words.links,
      [
        ...links.slice(0, 2),
        { id: 'save', Icon: Bookmark, label: words.save, note: words.saveNote, act: beside('saved', startSaving) },
        { id: 'note', Icon: MessageSquarePlus, label: words.note, note: words.noteNote, act: beside('notes', writeNote) },
      ],
    ],
    [words.files, files],
    [words.embed, links.slice(2)],
  ];
}

function useLinks(attempt: Attempt, tell: Tell): readonly Entry[] {
  const words = { ...say(SHARE_TEXTS), ...say(ENTRY_TEXTS) };
  const view = useView();
  const asked = useAsked();
  const momentOf = useMoment();
  const { title } = useShownWords();
  const copy = (text: string) => {
    void copyText(text, words.byHand).then((did) => tell(did ? words.copied : ''));
  };
  const address = (search: string) => `${window.location.origin}${window.location.pathname}${search}`;
  const copyAsOf = () => {
    const now = momentOf();
    if (now === null) attempt(() => Promise.reject(new Error(words.noTable)));
    else copy(address(searchToShare(viewAsOf(asked, now.moment, now.endMs))));
  };
  return [
    { id: 'link', Icon: Link, label: words.link, note: words.linkNote, act: () => copy(address(searchToShare(view))) },
    { id: 'as-of', Icon: Clock, label: words.asOf, note: words.asOfNote, act: copyAsOf },
    {
      id: 'embed',
      Icon: Code,
      label: words.embedCode,
      note: words.embedNote,
      act: () => copy(embedCode(address(searchToEmbed(view)), `Orrery: ${title}`)),
    },
  ];
}

function useFiles(attempt: Attempt, tell: Tell): readonly Entry[] {
  const words = { ...say(SHARE_TEXTS), ...say(ENTRY_TEXTS) };
  const asked = useAsked();
  const table = tableForFile(useMapAnswer());
  const { fileName } = useShownWords();
  const toPicture = usePicture();
  const give = (content: Blob, kind: string, held: Parameters<typeof savedText>[1] = WHOLE) => {
    const file = `${fileName}.${kind}`;
    download(content, file);
    return savedText(file, held);
  };
  const needed = (answer: AnswerTable | null): AnswerTable => {
    if (answer === null) throw new Error(words.noTable);
    return answer;
  };
  const picture = (scale: number) => () => {
    tell(words.working);
    attempt(async () => {
      const [canvas, { toPng }] = await Promise.all([toPicture(scale), import('./picture.ts')]);
      return give(await toPng(canvas), 'png');
    });
  };
  const csv = async () => {
    const answer = needed(table);
    return give(new Blob([toCsv(answer)], { type: 'text/csv;charset=utf-8' }), 'csv', answer);
  };
  const parquet = async () => {
    const answer = needed(table);
    const { asOf, time } = answer;
    const query = mapQuery(asked);
    // Of the moment and the window that stand on the screen.
    const window =
      query.time && 'last' in query.time && time.from !== null && time.to !== null ? { time: { from: time.from, to: time.to } } : {};
    return give(await askParquet({ ...query, ...window, asOf }), 'parquet', answer);
  };
  // The table is that of the map, whatever picture stands before it.
  const ofMap = asked.picture === 'map' ? {} : { note: words.byPlace };
  return [
    { id: 'png', Icon: Image, label: words.png, act: picture(1) },
    { id: 'png2', Icon: Image, label: words.png2, act: picture(2) },
    { id: 'csv', Icon: FileSpreadsheet, label: words.csv, ...ofMap, act: () => attempt(csv) },
    { id: 'parquet', Icon: FileSpreadsheet, label: words.parquet, ...ofMap, act: () => attempt(parquet) },
  ];
}
