import { useBack, useThrottled, useTopic } from '../live/hooks';

const OFTEN = 5_000;

/** Calls, at most every few seconds, when runs of a flow change; so does whoever looks again after a while. */
export function useFlowChanges(project: string, name: string, changed: () => void): void {
  const refresh = useThrottled(OFTEN, changed);
  useTopic('runs:' + project, (changes) => {
    if (changes.some(({ kind, data }) => kind === 'resync' || data.runs?.some((run) => run.flow === name))) refresh();
  });
  useBack(refresh);
}
