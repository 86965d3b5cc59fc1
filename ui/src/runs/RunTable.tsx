import { Link } from '@tanstack/react-router';
import { createColumnHelper, flexRender, getCoreRowModel, useReactTable } from '@tanstack/react-table';
import type { FlowRun } from '../api/schema.gen';
import { StateMark } from '../parts/StateMark';
import { Time, Took } from '../parts/Time';
import { words } from '../words';
import { actionWords } from '../words/actions';
import type { RunScope } from './RunList';

const column = createColumnHelper<FlowRun>();

const COLUMNS = [
  column.accessor((run) => run.state.name, {
    id: 'state',
    header: words.runs.state,
    cell: ({ row: { original: run } }) => <StateMark state={run.state.name} />,
  }),
  column.accessor('name', {
    header: words.runs.name,
    cell: ({ row: { original: run } }) => (
      <>
        <Link to="/runs/$run" params={{ run: run.id }} className="strong cut block" title={run.name}>
          {run.name}
        </Link>
        <Reason run={run} />
      </>
    ),
  }),
  column.accessor('flow', {
    header: words.runs.flow,
    cell: ({ row: { original: run } }) => (
      <Link to="/flows/$flow" params={{ flow: run.flowId }} className="cut block">
        {run.flow}
      </Link>
    ),
  }),
  column.accessor('project', { header: words.runs.project, cell: ({ getValue }) => <span className="cut block soft">{getValue()}</span> }),
  column.accessor('createdAt', { header: words.runs.created, cell: ({ getValue }) => <Time at={getValue()} /> }),
  column.display({
    id: 'duration',
    header: words.runs.duration,
    cell: ({ row: { original: run } }) => <Took start={run.startedAt} end={run.endedAt} />,
  }),
];

/** Which task failed and how, or why it waits; of what went well there is nothing to say. */
function Reason({ run }: { run: FlowRun }) {
  const reason = run.why ?? (run.state.name === 'Success' ? '' : run.state.message) ?? '';
  return reason === '' ? null : (
    <span className="soft cut block" title={reason}>
      {reason}
    </span>
  );
}

const WITHIN = COLUMNS.filter((each) => !('accessorKey' in each) || !['flow', 'project'].includes(each.accessorKey));

/** Which of them are chosen, for what can be done to many. */
export type Choice = { ids: ReadonlySet<string>; onChange: (ids: ReadonlySet<string>) => void };

/** Without the columns of flow and project where all are of one. */
export function RunTable({ runs, scope, choice }: { runs: FlowRun[]; scope?: RunScope; choice?: Choice }) {
  const table = useReactTable({ data: runs, columns: scope ? WITHIN : COLUMNS, getCoreRowModel: getCoreRowModel(), getRowId: (run) => run.id });
  return (
    <div className="card table-card">
      <table className="table runs-table">
        <caption className="hidden">{words.runs.title}</caption>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {choice && (
                <th scope="col" data-column="choose">
                  <ChooseAll runs={runs} choice={choice} />
                </th>
              )}
              {group.headers.map((header) => (
                <th key={header.id} scope="col" data-column={header.column.id}>
                  {flexRender(header.column.columnDef.header, header.getContext())}
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id} data-chosen={choice?.ids.has(row.id) || undefined}>
              {choice && (
                <td data-column="choose">
                  <label className="choose">
                    <input
                      type="checkbox"
                      aria-label={actionWords.choose(row.original.name)}
                      checked={choice.ids.has(row.id)}
                      onChange={(event) => choice.onChange(withChosen(choice.ids, [row.id], event.target.checked))}
                    />
                  </label>
                </td>
              )}
              {row.getVisibleCells().map((cell) => (
                <td key={cell.id} data-column={cell.column.id}>
                  {flexRender(cell.column.columnDef.cell, cell.getContext())}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ChooseAll({ runs, choice }: { runs: FlowRun[]; choice: Choice }) {
  const count = runs.filter((run) => choice.ids.has(run.id)).length;
  return (
    <label className="choose">
      <input
        type="checkbox"
        aria-label={actionWords.chooseAll}
        checked={count > 0 && count === runs.length}
        ref={(box) => {
          if (box) box.indeterminate = count > 0 && count < runs.length;
        }}
        onChange={(event) => choice.onChange(withChosen(choice.ids, runs.map((run) => run.id), event.target.checked))}
      />
    </label>
  );
}

function withChosen(ids: ReadonlySet<string>, more: string[], on: boolean): ReadonlySet<string> {
  return new Set(on ? [...ids, ...more] : [...ids].filter((id) => !more.includes(id)));
}
