import type { ReactNode } from 'react';

export type Column<T> = { id: string; header: string; cell: (row: T) => ReactNode; right?: boolean; width?: string };

/** A table of things that are not many. In a small window each is a block of lines. */
export function Records<T>({ caption, columns, rows, rowKey, selected }: { caption: string; columns: Column<T>[]; rows: T[]; rowKey: (row: T) => string; selected?: string }) {
  return (
    <div className="card table-card">
      <table className="table records">
        <caption className="hidden">{caption}</caption>
        <colgroup>
          {columns.map((column) => (
            <col key={column.id} style={column.width ? { width: column.width } : undefined} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={column.right ? 'right' : undefined}>
                {column.header || <span className="hidden">{column.id}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} data-selected={selected === rowKey(row)}>
              {columns.map((column) => (
                <td key={column.id} data-label={column.header} className={column.right ? 'right' : undefined}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
