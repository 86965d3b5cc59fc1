import type { FetchQueryOptions, QueryKey } from '@tanstack/react-query';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { onSessionEnd } from './api/client';
import { isProblem } from './api/problem';
import { bootstrapQuery, flowQuery, queryClient, runQuery } from './api/queries';
import { assetsSearch } from './assets/search';
import { BASE } from './base';
import { DashboardPage } from './dashboard/DashboardPage';
import { auditSearch, hookSearch, keySearch, nameSearch, scopeSearch } from './admin/search';
import { flowGridSearch, flowOverviewSearch, flowRunsSearch, flowSearch, flowVersionsSearch, flowsSearch } from './flows/search';
import { graphSearch } from './graph/search';
import { launchSearch } from './launch/search';
import { live } from './live/live';
import { LoginPage } from './login/LoginPage';
import { Failure, Missing, Skeleton } from './parts/PageState';
import { artifactSearch } from './run/search';
import { agentsSearch } from './agents/search';
import { backfillsSearch, flowSchedulesSearch, schedulesSearch } from './planned/search';
import { RunsPage } from './runs/RunsPage';
import { dashboardSearch, loginSearch, logSearch, readSearch, runsSearch, taskSearch, writeSearch } from './search';
import { TABS } from './run/runTabs';
import { timelineSearch } from './run/timeline/search';
import { runTab } from './settings';
import { Shell } from './shell/Shell';

/** Asks for what a page is about while its program is still on its way; the page itself asks for it then, and again later on. */
function ahead<T, K extends QueryKey>(cause: string, query: FetchQueryOptions<T, Error, T, K>): void {
  if (cause === 'enter') void queryClient.prefetchQuery(query);
}

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

/** The dashboard of one project. */
const project = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$project',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/', search: { project: params.project }, replace: true });
  },
});

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
  loader: ({ params, cause }) => ahead(cause, flowQuery(params.flow)),
  component: lazyRouteComponent(() => import('./flows/FlowPage'), 'FlowPage'),
});

const flowFirst = createRoute({
  getParentRoute: () => flow,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/flows/$flow/overview', params, replace: true });
  },
});

const flowOverview = createRoute({
  getParentRoute: () => flow,
  path: '/overview',
  validateSearch: flowOverviewSearch,
  component: lazyRouteComponent(() => import('./flows/OverviewTab'), 'OverviewTab'),
});

const flowGrid = createRoute({
  getParentRoute: () => flow,
  path: '/grid',
  validateSearch: flowGridSearch,
  component: lazyRouteComponent(() => import('./flows/GridTab'), 'GridTab'),
});

const flowCalendar = createRoute({
  getParentRoute: () => flow,
  path: '/calendar',
  component: lazyRouteComponent(() => import('./flows/CalendarTab'), 'CalendarTab'),
});

const flowVersions = createRoute({
  getParentRoute: () => flow,
  path: '/versions',
  validateSearch: flowVersionsSearch,
  component: lazyRouteComponent(() => import('./flows/VersionsTab'), 'VersionsTab'),
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

const flowGraph = createRoute({
  getParentRoute: () => flow,
  path: '/graph',
  validateSearch: graphSearch,
  component: lazyRouteComponent(() => import('./graph/FlowGraph'), 'FlowGraphTab'),
});

const assets = createRoute({
  getParentRoute: () => inside,
  path: '/assets',
  validateSearch: assetsSearch,
  component: lazyRouteComponent(() => import('./assets/AssetsPage'), 'AssetsPage'),
});

const flowLaunch = createRoute({
  getParentRoute: () => flow,
  path: '/launch',
  validateSearch: launchSearch,
  component: lazyRouteComponent(() => import('./launch/LaunchTab'), 'LaunchTab'),
});

const run = createRoute({
  getParentRoute: () => inside,
  path: '/runs/$run',
  loader: ({ params, cause }) => ahead(cause, runQuery(params.run)),
  component: lazyRouteComponent(() => import('./run/RunPage'), 'RunPage'),
});

const runFirst = createRoute({
  getParentRoute: () => run,
  path: '/',
  beforeLoad: ({ params }) => {
    const { to } = TABS.find((tab) => tab.name === runTab.get()) ?? TABS[0];
    throw redirect({ to, params, replace: true });
  },
});

const runGraph = createRoute({
  getParentRoute: () => run,
  path: '/graph',
  validateSearch: graphSearch,
  component: lazyRouteComponent(() => import('./graph/RunGraphTab'), 'RunGraphTab'),
});

const tasks = createRoute({
  getParentRoute: () => run,
  path: '/tasks',
  validateSearch: taskSearch,
  component: lazyRouteComponent(() => import('./run/tasks/TasksTab'), 'TasksTab'),
});

/** Where links to one task lead, such as those of alerts: to the tasks, with it chosen. */
const task = createRoute({
  getParentRoute: () => run,
  path: '/tasks/$task',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/runs/$run/tasks', params: { run: params.run }, search: { sel: params.task }, replace: true });
  },
});

const timeline = createRoute({
  getParentRoute: () => run,
  path: '/timeline',
  validateSearch: timelineSearch,
  component: lazyRouteComponent(() => import('./run/timeline/TimelineTab'), 'TimelineTab'),
});

const logs = createRoute({
  getParentRoute: () => run,
  path: '/logs',
  validateSearch: logSearch,
  component: lazyRouteComponent(() => import('./run/logs/LogsTab'), 'LogsTab'),
});

const artifacts = createRoute({
  getParentRoute: () => run,
  path: '/artifacts',
  validateSearch: artifactSearch,
  component: lazyRouteComponent(() => import('./run/artifacts/ArtifactsTab'), 'ArtifactsTab'),
});

const events = createRoute({
  getParentRoute: () => run,
  path: '/events',
  component: lazyRouteComponent(() => import('./run/about/EventsTab'), 'EventsTab'),
});

const config = createRoute({
  getParentRoute: () => run,
  path: '/config',
  component: lazyRouteComponent(() => import('./run/about/ConfigTab'), 'ConfigTab'),
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
    project,
    flows,
    flow.addChildren([flowFirst, flowOverview, flowRuns, flowGrid, flowCalendar, flowGraph, flowVersions, flowSchedules, flowBackfills, flowLaunch]),
    schedules,
    agents,
    agent,
    runs,
    assets,
    run.addChildren([runFirst, timeline, runGraph, tasks, task, logs, artifacts, events, config]),
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
  search: { strict: true }, // what no page knows reaches none, nor the server
  defaultPreload: false,
  scrollRestoration: false,
  defaultPendingMs: 0,
  defaultPendingMinMs: 0, // half a second otherwise; a skeleton that goes at once was not seen yet
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
