import { choice, lean, runsSearch, text, type Raw, type RunsSearch } from '../search';

export const FLOW_SORTS = ['name', 'failed', 'recent'] as const;
export type FlowsSearch = { project?: string; name?: string; sort?: 'failed' | 'recent' };
export const flowsSearch = (raw: Raw): FlowsSearch => {
  const sort = choice(raw, 'sort', FLOW_SORTS);
  return lean({ project: text(raw, 'project'), name: text(raw, 'name'), sort: sort === 'name' ? undefined : sort });
};

const version = (raw: Raw, name: string): number | undefined => {
  const value = Number(raw[name]);
  return raw[name] !== undefined && Number.isInteger(value) && value > 0 && value < 2 ** 31 ? value : undefined;
};

/** The version that is looked at; without one, the newest. */
export type FlowSearch = { v?: number };
export const flowSearch = (raw: Raw): FlowSearch => lean({ v: version(raw, 'v') });

export const FLOW_WINDOWS = ['24h', '7d', '30d'] as const;
export type FlowWindow = (typeof FLOW_WINDOWS)[number];
export const flowOverviewSearch = (raw: Raw): { window?: FlowWindow } => {
  const window = choice(raw, 'window', FLOW_WINDOWS);
  return lean({ window: window === '7d' ? undefined : window });
};

/** What narrows the runs of a flow. */
export const flowRunsSearch = (raw: Raw): Omit<RunsSearch, 'project' | 'flow'> => {
  const { project: _, flow: __, ...rest } = runsSearch(raw);
  return rest;
};

/** `q`: a part of tasks' names; `task` and `run`: the cell that was chosen. */
export type FlowGridSearch = { q?: string; failed?: true; task?: string; run?: string };
export const flowGridSearch = (raw: Raw): FlowGridSearch =>
  lean({
    q: text(raw, 'q'),
    failed: raw.failed === true || raw.failed === 'true' ? (true as const) : undefined,
    task: text(raw, 'task', 400),
    run: /^[0-9a-f-]{36}$/.test(text(raw, 'run') ?? '') ? text(raw, 'run') : undefined,
  });

/** The version that `v` is compared with; without one, that before it. */
export const flowVersionsSearch = (raw: Raw): { from?: number } => lean({ from: version(raw, 'from') });
