import { number, plural } from '../words';

/** What the pages of flows say. */
export const flowWords = {
  title: 'Flows',
  tabs: { overview: 'Overview', runs: 'Runs', grid: 'Grid', versions: 'Versions' },
  tabsLabel: 'Parts of this flow',
  version: (version: number) => `version ${number(version)}`,
  empty: 'No flow yet',
  emptyHelp: 'Write one in Java, register what was built of it, and it shows here.',
  emptyCode: 'reeve register target/flows.jar',
  count: (count: number) => plural(count, { one: '# flow', other: '# flows' }),
};
