import { flowWords } from '../words/flows';
import { launchWords } from '../words/launch';

/** The parts of a flow's page, in their order: each is a route below `/flows/$flow`. */
export const FLOW_TABS = [
  { to: '/flows/$flow/runs', label: flowWords.tabs.runs },
  { to: '/flows/$flow/launch', label: launchWords.title },
] as const;
