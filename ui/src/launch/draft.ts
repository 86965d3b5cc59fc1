import { JsonError, isObject, parse, write, type Json, type JsonObject } from './json';

/** What was typed so far: kept for the tab until the run is asked for. `text`: JSON that is not whole yet. */
export type Draft = {
  values: JsonObject;
  text?: string;
  /** fields that hold JSON that is not whole yet, by their pointers */
  broken: Record<string, string>;
  name: string;
  /** as clocks of the zone show it; empty: now */
  at: string;
  zone: string;
  /** the second of two moments, where clocks are turned back */
  later: boolean;
  /** undefined: those of the flow */
  labels?: string;
  key: string;
  /** what the values were taken from, the last time that was asked for */
  from?: string;
};

export const emptyDraft = (zone: string): Draft => ({ values: {}, broken: {}, name: '', at: '', zone, later: false, key: '' });

/** One for each flow and user: another who logs in in this tab begins anew. */
const key = (flow: string, user: string): string => `reeve.launch.${user}.${flow}`;

export function saveDraft(flow: string, user: string, draft: Draft, store: Pick<Storage, 'setItem'> = sessionStorage): void {
  try {
    store.setItem(key(flow, user), write(draft as unknown as Json));
  } catch {
    // there is no room: it lasts as long as the page then
  }
}

export function forgetDraft(flow: string, user: string, store: Pick<Storage, 'removeItem'> = sessionStorage): void {
  try {
    store.removeItem(key(flow, user));
  } catch {
    // nothing is kept there then
  }
}

/** What is not as it should be is left out: any older draft opens. */
export function loadDraft(flow: string, user: string, zone: string, store: Pick<Storage, 'getItem'> = sessionStorage): Draft | undefined {
  let told: Json;
  try {
    const text = store.getItem(key(flow, user));
    if (text === null) return undefined;
    told = parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(told)) return undefined;
  const text = (name: string): string | undefined => (typeof told[name] === 'string' ? (told[name] as string) : undefined);
  const broken = isObject(told.broken) ? Object.entries(told.broken).filter((each): each is [string, string] => typeof each[1] === 'string') : [];
  const draft: Draft = {
    values: isObject(told.values) ? told.values : {},
    broken: Object.fromEntries(broken),
    name: text('name') ?? '',
    at: text('at') ?? '',
    zone: text('zone') ?? zone,
    later: told.later === true,
    key: text('key') ?? '',
  };
  for (const name of ['text', 'labels', 'from'] as const) {
    const value = text(name);
    if (value !== undefined) draft[name] = value;
  }
  return draft;
}

/** The text of the editor becomes values as soon as it is whole; until then it stays, and the values are those before. */
export function withText(draft: Draft, text: string): Draft {
  try {
    const values = parse(text);
    if (!isObject(values)) return { ...draft, text };
    const { text: _, ...rest } = draft;
    return { ...rest, values, broken: {} };
  } catch (error) {
    if (error instanceof JsonError) return { ...draft, text };
    throw error;
  }
}

/** Why the text is not whole. */
export function mistakeIn(text: string): JsonError | undefined {
  try {
    if (isObject(parse(text))) return undefined;
    return new JsonError('parameters are an object: { "name": value }', 0, 1, 1);
  } catch (error) {
    if (error instanceof JsonError) return error;
    throw error;
  }
}

export function labelsOf(text: string): string[] {
  return [...new Set(text.split(',').map((each) => each.trim()).filter(Boolean))];
}
