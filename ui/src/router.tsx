import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { onSessionEnd } from './api/client';
import { isProblem } from './api/problem';
import { bootstrapQuery, queryClient } from './api/queries';
import { BASE } from './base';
import { DashboardPage } from './dashboard/DashboardPage';
import { flowRunsSearch, flowSearch, flowsSearch } from './flows/search';
import { auditSearch, hookSearch, keySearch, nameSearch, scopeSearch } from './admin/search';
import { live } from './live/live';
import { LoginPage } from './login/LoginPage';
import { Failure, Missing, Skeleton } from './parts/PageState';
import { agentsSearch } from './agents/search';
import { backfillsSearch, flowSchedulesSearch, schedulesSearch } from './planned/search';
import { RunsPage } from './runs/RunsPage';
import { dashboardSearch, loginSearch, logSearch, readSearch, runsSearch, taskSearch, writeSearch } from './search';
import { runTab } from './settings';
import { Shell } from './shell/Shell';

const root = createRootRoute({ notFoundComponent: () => <Missing /> });

const login = createRoute({ getParentRoute: () => root, path: '/login', validateSearch: loginSearch, component: LoginPage });

/** All that is only for those who are logged in; whoever is not comes back after it. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: Shell,
  beforeLoad: async ({ location }) => {
    try {
      await queryClient.ensureQueryData(bootstrapQuery);
    } catch (error) {
      if (isProblem(error, 401)) throw redirect({ to: '/login', search: { next: location.href } });
      throw error;
    }
  },
  errorComponent: ({ error, reset }) => <Failure error={error} retry={() => (reset(), void router.invalidate())} />,
  pendingComponent: () => <Skeleton />,
});

const dashboard = createRoute({ getParentRoute: () => inside, path: '/', validateSearch: dashboardSearch, component: DashboardPage });

const runs = createRoute({ getParentRoute: () => inside, path: '/runs', validateSearch: runsSearch, component: RunsPage });

const flows = createRoute({
  getParentRoute: () => inside,
  path: '/flows',
  validateSearch: flowsSearch,
  component: lazyRouteComponent(() => import('./flows/FlowsPage'), 'FlowsPage'),
});

/** The layout of all that is about one flow; its parts are in flows/flowTabs.ts. */
const flow = createRoute({
  getParentRoute: () => inside,
  path: '/flows/$flow',
  validateSearch: flowSearch,
  component: lazyRouteComponent(() => import('./flows/FlowPage'), 'FlowPage'),
});

const flowFirst = createRoute({
  getParentRoute: () => flow,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/flows/$flow/runs', params, replace: true });
  },
});

const flowRuns = createRoute({
  getParentRoute: () => flow,
  path: '/runs',
  validateSearch: flowRunsSearch,
  component: lazyRouteComponent(() => import('./flows/FlowRunsTab'), 'FlowRunsTab'),
});

// what is planned: schedules, backfills, agents
const schedules = createRoute({
  getParentRoute: () => inside,
  path: '/schedules',
  validateSearch: schedulesSearch,
  component: lazyRouteComponent(() => import('./planned/SchedulesPage'), 'SchedulesPage'),
});

const flowSchedules = createRoute({
  getParentRoute: () => flow,
  path: '/schedules',
  validateSearch: flowSchedulesSearch,
  component: lazyRouteComponent(() => import('./planned/FlowSchedulesTab'), 'FlowSchedulesTab'),
});

const flowBackfills = createRoute({
  getParentRoute: () => flow,
  path: '/backfills',
  validateSearch: backfillsSearch,
  component: lazyRouteComponent(() => import('./planned/BackfillsTab'), 'BackfillsTab'),
});

const agents = createRoute({
  getParentRoute: () => inside,
  path: '/agents',
  validateSearch: agentsSearch,
  component: lazyRouteComponent(() => import('./agents/AgentsPage'), 'AgentsPage'),
});

const agent = createRoute({
  getParentRoute: () => inside,
  path: '/agents/$agent',
  component: lazyRouteComponent(() => import('./agents/AgentPage'), 'AgentPage'),
});

const run = createRoute({
  getParentRoute: () => inside,
  path: '/runs/$run',
  component: lazyRouteComponent(() => import('./run/RunPage'), 'RunPage'),
});

const runFirst = createRoute({
  getParentRoute: () => run,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: runTab.get() === 'logs' ? '/runs/$run/logs' : '/runs/$run/tasks', params, replace: true });
  },
});

const tasks = createRoute({
  getParentRoute: () => run,
  path: '/tasks',
  validateSearch: taskSearch,
  component: lazyRouteComponent(() => import('./run/tasks/TasksTab'), 'TasksTab'),
});

const logs = createRoute({
  getParentRoute: () => run,
  path: '/logs',
  validateSearch: logSearch,
  component: lazyRouteComponent(() => import('./run/logs/LogsTab'), 'LogsTab'),
});

/** The settings: a list beside the part that is open. Those parts are one lazy file each. */
const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  component: lazyRouteComponent(() => import('./admin/SettingsPage'), 'SettingsPage'),
});

const settingsFirst = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/projects', replace: true });
  },
});

const settingsProjects = createRoute({
  getParentRoute: () => settings,
  path: '/projects',
  validateSearch: nameSearch,
  component: lazyRouteComponent(() => import('./admin/ProjectsSection'), 'ProjectsSection'),
});

const settingsUsers = createRoute({
  getParentRoute: () => settings,
  path: '/users',
  validateSearch: nameSearch,
  component: lazyRouteComponent(() => import('./admin/UsersSection'), 'UsersSection'),
});

const settingsKeys = createRoute({
  getParentRoute: () => settings,
  path: '/keys',
  validateSearch: keySearch,
  component: lazyRouteComponent(() => import('./admin/KeysSection'), 'KeysSection'),
});

const settingsSecrets = createRoute({
  getParentRoute: () => settings,
  path: '/secrets',
  validateSearch: scopeSearch,
  component: lazyRouteComponent(() => import('./admin/SecretsSection'), 'SecretsSection'),
});

const settingsHooks = createRoute({
  getParentRoute: () => settings,
  path: '/hooks',
  validateSearch: hookSearch,
  component: lazyRouteComponent(() => import('./admin/HooksSection'), 'HooksSection'),
});

const settingsLimits = createRoute({
  getParentRoute: () => settings,
  path: '/limits',
  validateSearch: nameSearch,
  component: lazyRouteComponent(() => import('./admin/LimitsSection'), 'LimitsSection'),
});

const settingsAudit = createRoute({
  getParentRoute: () => settings,
  path: '/audit',
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('./admin/AuditSection'), 'AuditSection'),
});

const settingsProfile = createRoute({
  getParentRoute: () => settings,
  path: '/profile',
  component: lazyRouteComponent(() => import('./admin/ProfileSection'), 'ProfileSection'),
});

export const routeTree = root.addChildren([
  login,
  inside.addChildren([
    dashboard,
    flows,
    flow.addChildren([flowFirst, flowRuns, flowSchedules, flowBackfills]),
    schedules,
    agents,
    agent,
    runs,
    run.addChildren([runFirst, tasks, logs]),
    settings.addChildren([
      settingsFirst,
      settingsProjects,
      settingsUsers,
      settingsKeys,
      settingsSecrets,
      settingsHooks,
      settingsLimits,
      settingsAudit,
      settingsProfile,
    ]),
  ]),
]);

export const router = createRouter({
  routeTree,
  basepath: BASE,
  parseSearch: readSearch,
  stringifySearch: writeSearch,
  defaultPreload: false,
  scrollRestoration: false,
  defaultPendingMs: 0,
  defaultPendingComponent: () => <Skeleton />,
  defaultErrorComponent: ({ error, reset }) => <Failure error={error} retry={reset} />,
  defaultNotFoundComponent: () => <Missing />,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

/** To the login, and from there back to where one was. */
function sessionEnded(): void {
  if (router.state.location.pathname === '/login') return;
  const next = router.state.location.href;
  queryClient.clear();
  void router.navigate({ to: '/login', search: { next, over: true }, replace: true });
}

onSessionEnd(sessionEnded);
live.onOver(sessionEnded);
