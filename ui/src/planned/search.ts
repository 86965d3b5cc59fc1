import { choice, lean, natural, text, when, type Raw } from '../search';

export const SCHEDULE_STATES = ['active', 'paused', 'problem', 'over'] as const;
export type ScheduleState = (typeof SCHEDULE_STATES)[number];
export type SchedulesSearch = { project?: string; state?: ScheduleState; q?: string };
export const schedulesSearch = (raw: Raw): SchedulesSearch =>
  lean({ project: text(raw, 'project'), state: choice(raw, 'state', SCHEDULE_STATES), q: text(raw, 'q') });

/** `sel`: the schedule that is looked at. `edit`: the one that is changed; empty: a new one. */
export type FlowSchedulesSearch = { sel?: string; edit?: string };
export const flowSchedulesSearch = (raw: Raw): FlowSchedulesSearch =>
  lean({ sel: text(raw, 'sel'), edit: typeof raw.edit === 'string' ? raw.edit.slice(0, 200) : undefined });

/** `sel`: the backfill that is looked at. `plan`: one is planned, of the span and with what else is here. */
export type BackfillsSearch = {
  sel?: string;
  plan?: boolean;
  schedule?: string;
  from?: string;
  to?: string;
  most?: number;
  again?: boolean;
  keepGoing?: boolean;
};
const yes = (raw: Raw, name: string): true | undefined => (raw[name] === true || raw[name] === 'true' ? true : undefined);
export const backfillsSearch = (raw: Raw): BackfillsSearch =>
  lean({
    sel: text(raw, 'sel'),
    plan: yes(raw, 'plan'),
    schedule: text(raw, 'schedule'),
    from: when(raw, 'from'),
    to: when(raw, 'to'),
    most: natural(raw, 'most') || undefined,
    again: yes(raw, 'again'),
    keepGoing: yes(raw, 'keepGoing'),
  });
