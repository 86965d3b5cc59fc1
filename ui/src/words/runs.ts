import { plural } from './numbers';

/** What the list of runs says. */
export const runsWords = {
  title: 'Runs',
  name: 'Run',
  flow: 'Flow',
  project: 'Project',
  state: 'State',
  created: 'Asked for',
  duration: 'Duration',
  search: 'Name',
  anyFlow: 'All flows',
  anyProject: 'All projects',
  since: 'Since',
  until: 'Until',
  label: 'Label',
  filters: 'Filters',
  clear: 'Clear filters',
  more: 'Show more',
  moreBusy: 'Loading …',
  count: (count: number, approx: boolean) =>
    (approx ? 'more than ' : '') + plural(count, { one: '# run', other: '# runs' }),
  fresh: (count: number) => plural(count, { one: '# new', other: '# new' }) + ' ↑',
  freshHelp: 'Show what is new',
  empty: 'No run yet',
  emptyHelp: 'A run is asked for with the reeve command, by a schedule, or over the API.',
  emptyCode: 'reeve run FLOW -p country=Italy',
  none: 'No run fits these filters',
  noneHelp: 'Widen the time or take a filter away.',
  order: { newest: 'Newest first', oldest: 'Oldest first' },
} as const;
