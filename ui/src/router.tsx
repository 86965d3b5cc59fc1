import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { onSessionEnd } from './api/client';
import { isProblem } from './api/problem';
import { bootstrapQuery, queryClient } from './api/queries';
import { BASE } from './base';
import { DashboardPage } from './dashboard/DashboardPage';
import { flowGridSearch, flowOverviewSearch, flowRunsSearch, flowSearch, flowVersionsSearch, flowsSearch } from './flows/search';
import { graphSearch } from './graph/search';
import { live } from './live/live';
import { LoginPage } from './login/LoginPage';
import { Failure, Missing, Skeleton } from './parts/PageState';
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

const flowGraph = createRoute({
  getParentRoute: () => flow,
  path: '/graph',
  validateSearch: graphSearch,
  component: lazyRouteComponent(() => import('./graph/FlowGraph'), 'FlowGraphTab'),
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
    throw redirect({ to: `/runs/$run/${runTab.get()}`, params, replace: true });
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

const logs = createRoute({
  getParentRoute: () => run,
  path: '/logs',
  validateSearch: logSearch,
  component: lazyRouteComponent(() => import('./run/logs/LogsTab'), 'LogsTab'),
});

export const routeTree = root.addChildren([
  login,
  inside.addChildren([
    dashboard,
    flows,
    flow.addChildren([flowFirst, flowOverview, flowRuns, flowGrid, flowGraph, flowVersions]),
    runs,
    run.addChildren([runFirst, runGraph, tasks, logs]),
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
