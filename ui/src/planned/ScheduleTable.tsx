import { Link } from '@tanstack/react-router';
import { Ban, Pause, Play, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { FlowSchedule, PastFiring } from '../api/schema.gen';
import { StateMark } from '../parts/StateMark';
import { Time } from '../parts/Time';
import type { Family } from '../states';
import { rough } from '../times';
import { words } from '../words';
import { plannedWords as say } from '../words/planned';
import { policyOf } from './scheduleModel';
import type { ScheduleState } from './search';

/** `over`: it never fires again. */
export function stateOf(schedule: FlowSchedule): ScheduleState {
  if (schedule.pausedAt) return 'paused';
  if (schedule.problem) return 'problem';
  return schedule.nextAt ? 'active' : 'over';
}

const MARKS: Record<ScheduleState, [LucideIcon, Family]> = {
  active: [Play, 'success'],
  paused: [Pause, 'waiting'],
  problem: [TriangleAlert, 'attention'],
  over: [Ban, 'ended'],
};

export function ScheduleMark({ schedule }: { schedule: FlowSchedule }) {
  const state = stateOf(schedule);
  const [Icon, family] = MARKS[state];
  return (
    <span className="state" data-schedule={state} title={schedule.problem ?? (schedule.pauseReason || undefined)}>
      <span className="family-icon" data-family={family} aria-hidden="true">
        <Icon size={11} strokeWidth={3} />
      </span>
      {say.states[state]}
    </span>
  );
}

export function Next({ schedule, now }: { schedule: FlowSchedule; now: number }) {
  if (!schedule.nextAt) return <span className="soft">{schedule.pausedAt ? say.notWhilePaused : say.never}</span>;
  const ahead = Date.parse(schedule.nextAt) - now;
  return (
    <span className="next">
      <Time at={schedule.nextAt} />
      <span className="soft number">{ahead > 0 ? words.time.ahead(rough(ahead)) : words.time.now}</span>
    </span>
  );
}

/** What became of a firing: the state of its run, or why it has none. */
export function Became({ firing }: { firing: PastFiring }) {
  if (firing.runId && firing.runState && firing.state !== 'withdrawn') {
    return (
      <Link to="/runs/$run" params={{ run: firing.runId }} className="plain-link" title={firing.words || undefined}>
        <StateMark state={firing.runState} />
      </Link>
    );
  }
  const bad = firing.state === 'missed' || firing.state === 'skipped';
  return (
    <span className="firing-word" data-bad={bad} title={firing.words || say.firingHelp[firing.state]}>
      {say.firing[firing.state]}
    </span>
  );
}

/** Of which a telephone says the name. */
const LABELLED = new Set<Column>(['next', 'last']);

type Column = 'state' | 'flow' | 'name' | 'words' | 'next' | 'last' | 'overlap' | 'catchUp';

export function ScheduleTable({ schedules, now, withFlow, selected }: { schedules: FlowSchedule[]; now: number; withFlow: boolean; selected?: string }) {
  const columns: Column[] = ['state', ...(withFlow ? (['flow'] as const) : []), 'name', 'words', 'next', 'last', 'overlap', 'catchUp'];
  return (
    <div className="card table-card">
      <table className="table stacking schedules-table" data-flow={withFlow}>
        <caption className="hidden">{say.table}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" data-column={column}>
                {say.columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {schedules.map((schedule) => (
            <tr key={schedule.flowId + '/' + schedule.name} aria-current={selected === schedule.name ? 'true' : undefined}>
              {columns.map((column) => (
                <td key={column} data-column={column} data-label={LABELLED.has(column) ? say.columns[column] : undefined}>
                  <Cell column={column} schedule={schedule} now={now} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ column, schedule, now }: { column: Column; schedule: FlowSchedule; now: number }) {
  switch (column) {
    case 'state':
      return <ScheduleMark schedule={schedule} />;
    case 'flow':
      return (
        <>
          <Link to="/flows/$flow/schedules" params={{ flow: schedule.flowId }} className="cut block" title={schedule.flow}>
            {schedule.flow}
          </Link>
          <span className="soft cut block">{schedule.project}</span>
        </>
      );
    case 'name':
      return (
        <>
          <Link to="/flows/$flow/schedules" params={{ flow: schedule.flowId }} search={{ sel: schedule.name }} className="strong cut block" title={schedule.name}>
            {schedule.name}
          </Link>
          <span className="soft cut block" title={schedule.own ? undefined : say.setBy(schedule.setBy)}>{schedule.own ? say.own : say.setBy(schedule.setBy)}</span>
        </>
      );
    case 'words':
      return (
        <>
          <span className="clamp" title={schedule.words}>
            {schedule.words}
          </span>
          {schedule.problem && <span className="problem-text clamp">{schedule.problem}</span>}
        </>
      );
    case 'next':
      return <Next schedule={schedule} now={now} />;
    case 'last':
      return schedule.last[0] ? (
        <span className="next">
          <Became firing={schedule.last[0]} />
          <span className="soft">
            <Time at={schedule.last[0].at} />
          </span>
        </span>
      ) : (
        <span className="soft">{say.lastNone}</span>
      );
    case 'overlap': {
      const { word, count } = policyOf(schedule.overlap);
      return <span className="soft">{say.overlapText(word, count)}</span>;
    }
    case 'catchUp': {
      const { word, count } = policyOf(schedule.catchUp);
      return <span className="soft">{say.catchUpText(word, count)}</span>;
    }
  }
}
