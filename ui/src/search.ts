import { FAMILY_ORDER, STATES, type Family } from './states';

/** What addresses say behind the question mark. What is not known or not possible is left out: any address opens. */
export type Raw = Record<string, unknown>;

/** Plain words as other programs write them, not JSON as the router would. */
export function readSearch(text: string): Raw {
  return Object.fromEntries(new URLSearchParams(text));
}

export function writeSearch(search: Raw): string {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== null) words.set(name, String(value));
  }
  const text = words.toString().replaceAll('%2C', ',').replaceAll('%5B', '[').replaceAll('%5D', ']').replaceAll('%3A', ':').replaceAll('%2F', '/');
  return text ? '?' + text : '';
}

export function text(raw: Raw, name: string, longest = 200): string | undefined {
  const value = raw[name];
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value !== '' ? value.slice(0, longest) : undefined;
}

export function natural(raw: Raw, name: string): number | undefined {
  const value = Number(raw[name]);
  return raw[name] !== undefined && Number.isInteger(value) && value >= 0 ? value : undefined;
}

export function choice<T extends string>(raw: Raw, name: string, choices: readonly T[]): T | undefined {
  return choices.find((each) => each === raw[name]);
}

export function when(raw: Raw, name: string): string | undefined {
  const value = text(raw, name);
  return value && !Number.isNaN(Date.parse(value)) ? new Date(value).toISOString() : undefined;
}

/** Leaves out what is not said, so that addresses stay short. */
export function lean<T extends object>(search: T): T {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as T;
}

export const WINDOWS = ['1h', '24h', '7d', '30d'] as const;
export type DashboardSearch = { project?: string; window?: (typeof WINDOWS)[number] };
export const dashboardSearch = (raw: Raw): DashboardSearch =>
  lean({ project: text(raw, 'project'), window: choice(raw, 'window', WINDOWS) });

export type LoginSearch = { next?: string; over?: boolean };
export const loginSearch = (raw: Raw): LoginSearch => lean({ next: safeNext(raw.next), over: raw.over === true || raw.over === 'true' ? true : undefined });

/** Only to a page of ours. */
export function safeNext(next: unknown): string | undefined {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) && !next.startsWith('/login') ? next : undefined;
}

export type RunsSearch = {
  project?: string;
  flow?: string;
  state?: string;
  name?: string;
  label?: string;
  since?: string;
  until?: string;
  sort?: 'created';
};
export const runsSearch = (raw: Raw): RunsSearch =>
  lean({
    project: text(raw, 'project'),
    flow: text(raw, 'flow'),
    state: states(text(raw, 'state')),
    name: text(raw, 'name'),
    label: text(raw, 'label'),
    since: when(raw, 'since'),
    until: when(raw, 'until'),
    sort: choice(raw, 'sort', ['created'] as const),
  });

export function states(value: string | undefined): string | undefined {
  const known = (value ?? '').split(',').filter((each) => STATES.includes(each));
  return known.length > 0 ? known.join(',') : undefined;
}

export type TaskSearch = { sel?: string; q?: string; family?: Family; worker?: string; open?: string };
export const taskSearch = (raw: Raw): TaskSearch =>
  lean({
    sel: text(raw, 'sel', 400),
    q: text(raw, 'q'),
    family: choice(raw, 'family', FAMILY_ORDER),
    worker: text(raw, 'worker', 400),
    open: /^\d+(,\d+){0,49}$/.test(text(raw, 'open', 400) ?? '') ? text(raw, 'open', 400) : undefined,
  });

export const LEVELS = ['trace', 'debug', 'info', 'warn', 'error'] as const;
export type Level = (typeof LEVELS)[number];
export type LogSearch = { line?: number; level?: Level; node?: number; child?: number; q?: string; find?: string };
export const logSearch = (raw: Raw): LogSearch =>
  lean({
    line: natural(raw, 'line'),
    level: choice(raw, 'level', LEVELS),
    node: natural(raw, 'node'),
    child: natural(raw, 'child'),
    q: text(raw, 'q', 1000),
    find: text(raw, 'find', 1000),
  });
