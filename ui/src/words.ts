import type { Family } from './states';
import { dashboardWords } from './words/dashboard';
import { logsWords } from './words/logs';
import { plural } from './words/numbers';
import { runsWords } from './words/runs';
import { taskWords, tasksWords } from './words/tasks';

export { number, plural } from './words/numbers';

/**
 * Every word that the pages say; those of one feature stand in a file of their own in words/. Another language is another
 * object of this shape.
 */
export const words = {
  product: 'Reeve',
  skip: 'Skip to content',
  nav: {
    label: 'Pages',
    dashboard: 'Dashboard',
    flows: 'Flows',
    runs: 'Runs',
    settings: 'Settings',
    schedules: 'Schedules',
    agents: 'Agents',
    collapse: 'Make the navigation narrow',
    expand: 'Make the navigation wide',
    crumbs: 'Where you are',
  },
  palette: {
    open: 'Search',
    hint: 'Search runs, flows and pages',
    none: (text: string) => `Nothing has “${text}” in its name.`,
    begin: 'Type a part of a name, or the id of a run.',
    pages: 'Pages',
    runs: 'Runs',
    flows: 'Flows',
    more: 'All runs with this in their names',
    keys: '↑ ↓ to choose, Enter to open, Esc to close',
  },
  link: {
    off: 'Nothing on this page changes by itself',
    connecting: 'Connecting …',
    live: 'Live: changes show at once',
    lost: 'The connection to the server is lost',
    polling: 'This browser cannot share a stream: the page asks every few seconds',
    banner: (age: string) => `The connection to the server is lost. What you see is ${age} old; it goes on by itself.`,
  },
  zone: { label: 'Times in', local: 'Local time', utc: 'UTC', flow: "The flow's zone", short: { local: 'Local', utc: 'UTC', flow: 'Flow' } },
  theme: { label: 'Theme', light: 'Light', dark: 'Dark', system: "The system's" },
  user: { menu: (name: string) => `${name}: account`, role: (role: string) => `Role: ${role}`, logout: 'Log out', version: (text: string) => `Reeve ${text}`, contract: 'Other work: the reeve command' },
  login: {
    title: 'Log in',
    name: 'Name or e-mail address',
    password: 'Password',
    submit: 'Log in',
    busy: 'Logging in …',
    over: 'Your session has ended. Log in, and you are back where you were.',
    help: 'Users are made by an admin: reeve user create NAME. With a key only, use the reeve command: reeve login URL.',
  },
  page: {
    loading: 'Loading',
    table: (names: string[]) => 'Table: ' + names.filter(Boolean).join(', '),
    retry: 'Try again',
    error: 'This could not be loaded',
    unreachable: 'The server does not answer',
    forbidden: 'You may not see this',
    missing: 'There is nothing here',
    missingHelp: 'The address may be wrong, or it was deleted.',
    home: 'To the dashboard',
    request: (id: string) => `Request ${id}: it names this in the server's log.`,
    needs: (permission: string) => `It needs the permission “${permission}”.`,
  },
  state: {
    families: {
      success: 'Success',
      failed: 'Failed',
      running: 'Running',
      waiting: 'Waiting',
      attention: 'Attention',
      ended: 'Ended',
    } satisfies Record<Family, string>,
    names: {
      TimedOut: 'Timed out',
      TriggerFailed: 'Trigger failed',
    } as Record<string, string>,
    cancelling: 'Cancelling',
  },
  dashboard: dashboardWords,
  runs: runsWords,
  run: {
    tabs: { graph: 'Graph', tasks: 'Tasks', logs: 'Logs' },
    tabsLabel: 'Parts of this run',
    started: 'Started',
    notStarted: 'not started',
    ended: 'Ended',
    elapsed: 'Elapsed',
    created: 'Asked for',
    scheduled: 'Scheduled for',
    interval: 'Data interval',
    agent: 'Agent',
    version: (version: number) => `version ${version}`,
    epoch: (epoch: number) => `begun ${plural(epoch, { one: 'once', other: '# times' })}`,
    parameters: 'Parameters',
    noParameters: 'none',
    labels: 'Labels',
    id: 'Id',
    copy: 'Copy',
    copied: 'Copied',
    cancel: 'Cancel run',
    cancelTitle: (name: string) => `Cancel ${name}?`,
    cancelHelp: 'Tasks that are running are asked to stop; what has ended stays as it is.',
    reason: 'Reason (others see it)',
    keep: 'Keep it running',
    retry: 'Retry failed',
    retryHelp: 'Runs again what did not end well; results of the other tasks are used as they are',
    retried: 'The run goes on.',
    cancelled: 'The run was asked to stop.',
    needsMember: 'It needs the role member',
    moreFacts: 'More about this run',
  },
  tasks: tasksWords,
  task: taskWords,
  logs: logsWords,
  time: {
    now: 'just now',
    ago: (text: string) => `${text} ago`,
    ahead: (text: string) => `in ${text}`,
  },
  list: { and: ', ' },
} as const;

export const stateWord = (state: string): string => words.state.names[state] ?? state;
