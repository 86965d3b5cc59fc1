import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { get } from '../../api/client';
import type { FlowRun, JournalEntry, JournalPage, LogLine } from '../../api/schema.gen';
import { isFinished } from '../../states';
import { words } from '../../words';
import { begunAt, failedAttempts, isFirstAfter, type Begun } from './attempts';
import type { LogSource } from './logSource';

const MOST_PAGES = 4; // of 500: beyond two thousand failures a log is not told apart by them
const EVERY = 5_000;

/** What is to be said where an attempt begins, by row. */
export function useAttempts(run: FlowRun, source: LogSource, version: number): (row: number) => string | undefined {
  const { data } = useQuery({
    // while it goes on, anew as lines come
    queryKey: ['failed-attempts', run.id, run.epoch, run.state.name, isFinished(run.state.name) ? 0 : Math.floor(source.total / 50)],
    enabled: source.rows > 0,
    queryFn: async ({ signal }) => {
      const found: JournalEntry[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < MOST_PAGES; page++) {
        const told: JournalPage = await get<JournalPage>(`/flow-runs/${run.id}/told`, { kind: 'failed', limit: 500, cursor }, signal);
        found.push(...told.entries);
        if (!told.next) break;
        cursor = told.next;
      }
      return failedAttempts(found);
    },
    placeholderData: (before) => before,
    staleTime: EVERY,
  });
  const isFirst = useFirst(source);
  return useCallback(
    (row) => {
      if (!data || data.size === 0) return undefined;
      const begun = begunAt(row, (at) => source.line(at), data);
      return begun && (begun.sure || isFirst(source.line(row)!, begun)) ? (begun.again ? words.logs.again(begun.why) : words.logs.attempt(begun.attempt, begun.why)) : undefined;
    },
    [data, source, version, isFirst],
  );
}

/** Whether an attempt begins with a line, where lines before it are not loaded: no until the server has said so. */
function useFirst(source: LogSource): (line: LogLine, begun: Begun) => boolean {
  const [said, setSaid] = useState(0);
  const known = useRef({ source, answers: new Map<string, boolean>(), wanted: new Map<string, [LogLine, number]>() });
  if (known.current.source !== source) known.current = { source, answers: new Map(), wanted: new Map() };
  useEffect(() => {
    const { answers, wanted } = known.current;
    for (const [key, [line, moment]] of wanted) {
      answers.set(key, false);
      void isFirstAfter(moment, line, (from) => source.firstOf(line, from)).then(
        (first) => {
          answers.set(key, first);
          if (first) setSaid((old) => old + 1);
        },
        () => {}, // a mark is missing, and the log is there
      );
    }
    wanted.clear();
  });
  return useCallback(
    (line, { after }) => {
      const { answers, wanted } = known.current;
      const key = line.line + ' ' + after;
      if (!answers.has(key)) wanted.set(key, [line, after]);
      return answers.get(key) ?? false;
    },
    [source, said],
  );
}
