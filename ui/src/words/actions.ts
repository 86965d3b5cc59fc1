import { number, plural } from '../words';

const tasks = (count: number) => plural(count, { one: '# task', other: '# tasks' });
const runs = (count: number) => plural(count, { one: '# run', other: '# runs' });

/** What is done to runs: retries, answers, many at once. */
export const actionWords = {
  retry: 'Run again',
  busy: 'Asking …',
  retryTitle: (name: string) => `Retry ${name}?`,
  retryFromTitle: (task: string) => `Run again from ${task}?`,
  again: (count: number) => `Runs again: ${tasks(count)}`,
  kept: (count: number) => `Used as they are: ${tasks(count)}`,
  keptHelp: 'A task whose code is another by then runs again too.',
  child: (task: string, child: number) => `Child ${number(child)} of ${task} runs again, and all that comes after ${task}. What else ended well is used as it is.`,
  noPlan: 'What would run again cannot be told now.',
  more: (count: number) => `${number(count)} more`,
  reuse: 'Use results again if they have',
  reuseUsual: 'the usual: as the task says, else the same code',
  reuses: { same_code: 'the same code', same_graph: 'the same place in the graph', same_name: 'the same name', nothing: 'never: run everything' } as Record<string, string>,
  leave: 'Leave it',
  questions: 'What tasks ask',
  question: (task: string) => `${task} asks`,
  asks: 'asks:',
  answered: (task: string) => `${task} is answered: it goes on as soon as an agent takes the answer.`,
  startNow: 'Start now',
  startNowHelp: 'Does not wait for its time; it begins as soon as an agent is free',
  comment: 'Comment (others see it)',
  text: 'Answer (may be left out)',
  approve: 'Approve',
  reject: 'Reject',
  answer: 'Answer',
  goOn: 'Let it go on',
  bulk: 'The chosen runs',
  choose: (name: string) => `Choose ${name}`,
  chooseAll: 'Choose all that are shown',
  chosen: (count: number) => `${runs(count)} chosen`,
  unchoose: 'Choose none',
  done: (count: number) => `Done to ${runs(count)}.`,
  bulkAction: { cancel: 'Cancel', reopen: 'Retry' } as const,
  bulkTitle: { cancel: (count: number) => `Cancel ${runs(count)}?`, reopen: (count: number) => `Retry ${runs(count)}?` } as const,
  left: (count: number) => `${runs(count)} of those chosen cannot be: they stand otherwise.`,
};
