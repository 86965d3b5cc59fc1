import { LayoutDashboard, ListTree, Workflow } from 'lucide-react';
import { words } from '../words';

/** The pages that the navigation, the palette and the crumbs name, in their order. */
export const NAV = [
  { to: '/', label: words.nav.dashboard, icon: LayoutDashboard },
  { to: '/flows', label: words.nav.flows, icon: Workflow },
  { to: '/runs', label: words.nav.runs, icon: ListTree },
] as const;
