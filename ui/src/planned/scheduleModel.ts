/** A schedule as a form has it, and as JSON: one model, so that neither can drift from the other. Pure. */
export type Json = Record<string, unknown>;
export type Clock = Json & { timing: Json; zone: string };
export type Schedule = Json & { format: number; clocks: Clock[] };

export const UNITS = ['seconds', 'minutes', 'hours', 'days', 'weeks', 'months'] as const;
export type Unit = (typeof UNITS)[number];
export type Interval = { amount: number; unit: Unit };

const EXACT: Partial<Record<Unit, [number, string]>> = { seconds: [1, 'S'], minutes: [60, 'M'], hours: [3600, 'H'] };
const CALENDAR: Partial<Record<Unit, string>> = { days: 'D', weeks: 'W', months: 'M' };

export const emptyClock = (zone: string): Clock => ({ timing: { kind: 'cron', expression: '0 6 * * *' }, zone });
export const emptySchedule = (zone: string): Schedule => ({ format: 1, clocks: [emptyClock(zone)] });

/** What a clock's timing is to a form; null: only JSON has it. */
export function intervalOf(timing: Json): Interval | null {
  const text = String(timing.interval ?? '');
  if (timing.kind === 'every') {
    const found = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(text);
    if (!found) return null;
    const seconds = Number(found[1] ?? 0) * 3600 + Number(found[2] ?? 0) * 60 + Number(found[3] ?? 0);
    if (seconds === 0) return null;
    const unit = seconds % 3600 === 0 ? 'hours' : seconds % 60 === 0 ? 'minutes' : 'seconds';
    return { amount: seconds / EXACT[unit]![0], unit };
  }
  if (timing.kind === 'calendar') {
    const found = /^P(\d+)([DWM])$/.exec(text);
    if (!found || Number(found[1]) === 0) return null;
    const unit = (Object.entries(CALENDAR) as [Unit, string][]).find(([, letter]) => letter === found[2])![0];
    return { amount: Number(found[1]), unit };
  }
  return null;
}

/** With another interval; all else of the timing, such as its anchor, stays. */
export function withInterval(timing: Json, { amount, unit }: Interval): Json {
  const rest = timing.kind === 'every' || timing.kind === 'calendar' ? timing : {};
  const exact = EXACT[unit];
  return exact
    ? { ...rest, kind: 'every', interval: `PT${amount}${exact[1]}` }
    : { ...rest, kind: 'calendar', interval: `P${amount}${CALENDAR[unit]}` };
}

export function withExpression(timing: Json, expression: string): Json {
  return timing.kind === 'cron' ? { ...timing, expression } : { kind: 'cron', expression };
}

/** Whether fields of a form can change it. */
export const hasFields = (clock: Clock): boolean => clock.timing.kind === 'cron' || intervalOf(clock.timing) !== null;

export function withParameters(clock: Clock, parameters: Json): Clock {
  const { parameters: _, ...rest } = clock;
  return (Object.keys(parameters).length > 0 ? { ...rest, parameters } : rest) as Clock;
}

export function withLabels(clock: Clock, text: string): Clock {
  const labels = text.split(/[,\n]/).map((label) => label.trim()).filter(Boolean);
  const { labels: _, ...rest } = clock;
  return (labels.length > 0 ? { ...rest, labels } : rest) as Clock;
}

/** The object that a text is, or why it is none. */
export function readObject(text: string): Json | string {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Json) : 'a JSON object is needed, such as {"days": 1}';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The schedule that a text is, as far as a form needs it; the server says what else is wrong. */
export function readSchedule(text: string): Schedule | string {
  const value = readObject(text);
  if (typeof value === 'string') return value;
  const clocks = value.clocks;
  const plain = Array.isArray(clocks) && clocks.every((clock) => clock && typeof clock === 'object' && typeof clock.timing === 'object' && clock.timing);
  return plain ? (value as Schedule) : 'a schedule has "clocks", and each of them a "timing"';
}

export type Policy = { word: string; count: number };

/** `queue:5` in two. */
export function policyOf(text: string): Policy {
  const [word = '', count] = text.split(':');
  return { word, count: Number(count) > 0 ? Number(count) : 0 };
}

export const policyText = ({ word, count }: Policy): string => (count > 0 ? `${word}:${count}` : word);

/** What of the errors that the server found is about this place, or below it. */
export function errorsAt<E extends { pointer: string }>(errors: E[], pointer: string): E[] {
  return errors.filter((error) => error.pointer === pointer || error.pointer.startsWith(pointer + '/'));
}
