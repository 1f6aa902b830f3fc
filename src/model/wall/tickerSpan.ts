/** Of which time the ticker speaks, in the words of a sliding window: `last hour`, and of what ended a while ago `last 28 days until 17 Oct 2018`. */
import { say, texts } from '../language.ts';
import { dateText } from '../ticks.ts';
import { GRAIN_MS } from '../timeBuckets.ts';
import { lastText } from '../windowText.ts';

const TEXTS = texts({
  en: { until: (span: string, end: string) => `${span} until ${end}` },
  pt: { until: (span, end) => `${span} até ${end}` },
  de: { until: (span, end) => `${span} bis ${end}` },
});

/** A window that ended longer ago than this part of its length is not the last one. */
const STILL_LAST = 0.25;

export function tickerSpan({ from, to }: { readonly from: string; readonly to: string }, nowMs: number, timeZone: string): string {
  const [fromMs, toMs] = [Date.parse(from), Date.parse(to)];
  const span = lastText(`PT${Math.round((toMs - fromMs) / 1000)}S`);
  const ageMs = nowMs - toMs;
  if (ageMs <= STILL_LAST * (toMs - fromMs)) return span;
  const isOfToday = ageMs < GRAIN_MS.day;
  const end = isOfToday
    ? dateText(toMs, timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    : dateText(toMs, timeZone, { day: 'numeric', month: 'short', year: 'numeric' });
  return say(TEXTS).until(span, end);
}
