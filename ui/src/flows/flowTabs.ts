import { flowWords } from '../words/flows';
import { plannedWords } from '../words/planned';

/** The parts of a flow's page, in their order: each is a route below `/flows/$flow`. */
export const FLOW_TABS = [
  { to: '/flows/$flow/runs', label: flowWords.tabs.runs },
  { to: '/flows/$flow/schedules', label: plannedWords.tabs.schedules },
  { to: '/flows/$flow/backfills', label: plannedWords.tabs.backfills },
] as const;
