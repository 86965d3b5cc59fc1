import { choice, lean, runsSearch, text, type Raw, type RunsSearch } from '../search';

export const FLOW_SORTS = ['name', 'failed', 'newest'] as const;
export type FlowsSearch = { project?: string; name?: string; sort?: (typeof FLOW_SORTS)[number] };
export const flowsSearch = (raw: Raw): FlowsSearch =>
  lean({ project: text(raw, 'project'), name: text(raw, 'name'), sort: choice(raw, 'sort', FLOW_SORTS) });

/** The version that is looked at; without one, the newest. */
export type FlowSearch = { v?: number };
export const flowSearch = (raw: Raw): FlowSearch => {
  const version = Number(raw.v);
  return lean({ v: raw.v !== undefined && Number.isInteger(version) && version > 0 && version < 2 ** 31 ? version : undefined });
};

/** What narrows the runs of a flow. */
export const flowRunsSearch = (raw: Raw): Omit<RunsSearch, 'project' | 'flow'> => {
  const { project: _, flow: __, ...rest } = runsSearch(raw);
  return rest;
};
