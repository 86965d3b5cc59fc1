import { flowWords } from '../words/flows';
import { graphWords } from '../words/graph';

/** The parts of a flow's page, in their order: each is a route below `/flows/$flow`. */
export const FLOW_TABS = [
  { to: '/flows/$flow/overview', label: flowWords.tabs.overview },
  { to: '/flows/$flow/runs', label: flowWords.tabs.runs },
  { to: '/flows/$flow/grid', label: flowWords.tabs.grid },
  { to: '/flows/$flow/graph', label: graphWords.tab },
  { to: '/flows/$flow/versions', label: flowWords.tabs.versions },
] as const;
