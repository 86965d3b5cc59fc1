import { memo } from 'react';
import type { LogLine } from '../../api/schema.gen';
import { exact, instant } from '../../times';
import { number, words } from '../../words';
import { LogLineText, isCut, isLong, linesOf } from './LogLineText';

const say = words.logs;

/** What a click in a row does; the same object always, so that a row is written once. */
export type Does = { onLine: (line: number) => void; onOpen: (line: LogLine) => void };

type Props = {
  line: LogLine | undefined;
  at: number;
  /** Where it stands, in pixels; undefined: below the row before it, as high as its text is. */
  y?: number;
  marked: boolean;
  /** What is said where an attempt begins with this line. */
  attempt: string | undefined;
  names: (node: number, child: number) => string;
  search: string;
  zone: string;
  filtered: boolean;
  does: Does;
};

/** A line of a log: its number, when, how bad, of which task, and its text. */
export const LogRow = memo(function LogRow({ line, at, y, marked, attempt, names, search, zone, filtered, does }: Props) {
  const wraps = y === undefined;
  const cut = line !== undefined && (wraps ? isLong(line.text) : isCut(line.text));
  return (
    <div className="log-row" data-level={line?.level} data-marked={marked} data-wraps={wraps} data-attempt={attempt !== undefined} style={wraps ? undefined : { transform: `translateY(${y}px)` }}>
      <button type="button" className="log-number" tabIndex={-1} title={say.copyLink} aria-label={say.line(at)} onClick={() => does.onLine(at)}>
        {number(at)}
      </button>
      {line ? (
        <>
          <span className="log-time" title={exact(new Date(line.at), zone)}>
            {instant(new Date(line.at), zone)}
          </span>
          <span className="log-level">{line.level}</span>
          <span className="log-task" title={names(line.node, line.child)}>
            {names(line.node, line.child)}
          </span>
          <span className="log-text">
            <LogLineText text={line.text} search={search} all={wraps} />
          </span>
          {attempt !== undefined && (
            <span className="log-attempt" title={attempt}>
              {attempt}
            </span>
          )}
          {(cut || filtered) && (
            <button type="button" className="log-more" title={cut ? say.whole : say.around} onClick={() => does.onOpen(line)}>
              {!wraps && linesOf(line.text) > 0 ? say.longer(linesOf(line.text)) : cut ? say.rest : '±10'}
            </button>
          )}
        </>
      ) : (
        <span className="log-absent" aria-hidden="true" />
      )}
    </div>
  );
});
