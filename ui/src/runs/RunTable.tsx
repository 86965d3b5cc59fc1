import { Link } from '@tanstack/react-router';
import { createColumnHelper, flexRender, getCoreRowModel, useReactTable } from '@tanstack/react-table';
import type { FlowRun } from '../api/schema.gen';
import { StateMark } from '../parts/StateMark';
import { Time, Took } from '../parts/Time';
import { words } from '../words';
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
        {run.state.message && run.state.name !== 'Success' && (
          <span className="soft cut block" title={run.state.message}>
            {run.state.message}
          </span>
        )}
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

const WITHIN = COLUMNS.filter((each) => !('accessorKey' in each) || !['flow', 'project'].includes(each.accessorKey));

/** Without the columns of flow and project where all are of one. */
export function RunTable({ runs, scope }: { runs: FlowRun[]; scope?: RunScope }) {
  const table = useReactTable({ data: runs, columns: scope ? WITHIN : COLUMNS, getCoreRowModel: getCoreRowModel(), getRowId: (run) => run.id });
  return (
    <div className="card table-card">
      <table className="table runs-table">
        <caption className="hidden">{words.runs.title}</caption>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
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
            <tr key={row.id}>
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
