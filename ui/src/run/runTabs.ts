import { words } from '../words';
import { timelineWords } from '../words/timeline';

/** The parts of a run's page, in their order: each is a route below `/runs/$run`. The first one is where people land. */
export const TABS = [
  { name: 'timeline', to: '/runs/$run/timeline', label: timelineWords.tab },
  { name: 'tasks', to: '/runs/$run/tasks', label: words.run.tabs.tasks },
  { name: 'logs', to: '/runs/$run/logs', label: words.run.tabs.logs },
] as const;
