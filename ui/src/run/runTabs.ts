import { words } from '../words';
import { runDetailWords } from '../words/runDetails';
import { timelineWords } from '../words/timeline';

/** The parts of a run's page, in their order: each is a route below `/runs/$run`. The first one is where people land. */
export const TABS = [
  { name: 'timeline', to: '/runs/$run/timeline', label: timelineWords.tab },
  { name: 'graph', to: '/runs/$run/graph', label: words.run.tabs.graph },
  { name: 'tasks', to: '/runs/$run/tasks', label: words.run.tabs.tasks },
  { name: 'logs', to: '/runs/$run/logs', label: words.run.tabs.logs },
  { name: 'artifacts', to: '/runs/$run/artifacts', label: runDetailWords.tabs.artifacts },
  { name: 'events', to: '/runs/$run/events', label: runDetailWords.tabs.events },
  { name: 'config', to: '/runs/$run/config', label: runDetailWords.tabs.config },
] as const;
