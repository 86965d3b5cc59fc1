import { CalendarClock, LayoutDashboard, ListTree, Server, Settings, Workflow } from 'lucide-react';
import { words } from '../words';

/** The pages that the navigation, the palette and the crumbs name, in their order. */
export const NAV = [
  { to: '/', label: words.nav.dashboard, icon: LayoutDashboard },
  { to: '/flows', label: words.nav.flows, icon: Workflow },
  { to: '/runs', label: words.nav.runs, icon: ListTree },
  { to: '/schedules', label: words.nav.schedules, icon: CalendarClock },
  { to: '/agents', label: words.nav.agents, icon: Server },
  { to: '/settings', label: words.nav.settings, icon: Settings },
] as const;
