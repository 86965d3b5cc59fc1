import { flowWords } from '../words/flows';

/** The parts of a flow's page, in their order: each is a route below `/flows/$flow`. */
export const FLOW_TABS = [
  { to: '/flows/$flow/runs', label: flowWords.tabs.runs },
] as const;
