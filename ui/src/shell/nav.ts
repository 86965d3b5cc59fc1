import { CalendarClock, Database, LayoutDashboard, ListTree, Server, Settings, Workflow } from 'lucide-react';
import { words } from '../words';
import { assetWords } from '../words/assets';

/** The pages that the navigation, the palette and the crumbs name, in their order. */
export const NAV = [
  { to: '/', label: words.nav.dashboard, icon: LayoutDashboard },
  { to: '/flows', label: words.nav.flows, icon: Workflow },
  { to: '/runs', label: words.nav.runs, icon: ListTree },
  { to: '/schedules', label: words.nav.schedules, icon: CalendarClock },
  { to: '/agents', label: words.nav.agents, icon: Server },
  { to: '/assets', label: assetWords.title, icon: Database },
  { to: '/settings', label: words.nav.settings, icon: Settings },
] as const;
