import { flowWords } from '../words/flows';
import { graphWords } from '../words/graph';
import { launchWords } from '../words/launch';
import { plannedWords } from '../words/planned';

/** The parts of a flow's page, in their order: each is a route below `/flows/$flow`. */
export const FLOW_TABS = [
  { to: '/flows/$flow/overview', label: flowWords.tabs.overview },
  { to: '/flows/$flow/runs', label: flowWords.tabs.runs },
  { to: '/flows/$flow/grid', label: flowWords.tabs.grid },
  { to: '/flows/$flow/calendar', label: flowWords.tabs.calendar },
  { to: '/flows/$flow/graph', label: graphWords.tab },
  { to: '/flows/$flow/versions', label: flowWords.tabs.versions },
  { to: '/flows/$flow/schedules', label: plannedWords.tabs.schedules },
  { to: '/flows/$flow/backfills', label: plannedWords.tabs.backfills },
  { to: '/flows/$flow/launch', label: launchWords.title },
] as const;
