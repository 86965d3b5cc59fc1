import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { address, getText } from '../../api/client';
import type { ArtifactInfo } from '../../api/schema.gen';
import { Markdown } from '../../parts/Markdown';
import { Failure, Skeleton } from '../../parts/PageState';
import { runDetailWords } from '../../words/runDetails';
import { contentOf, type Content } from './content';

const say = runDetailWords.artifacts;
const LARGEST = 2_000_000;
const ROWS = 200;

const query = ({ node, child, name }: ArtifactInfo) => ({ node, child: child < 0 ? undefined : child, name });

/** Where its content is, to be saved. */
export const contentAddress = (run: string, artifact: ArtifactInfo): string => address(`/flow-runs/${run}/artifacts/content`, query(artifact));

/** The identity of an artifact within its run, as addresses say it. */
export const keyOf = ({ node, child, name }: ArtifactInfo): string => `${node}.${child}.${name}`;

/** What a task kept, shown as what it is. Nothing of it is markup to the browser; an image runs nothing. */
export function ArtifactView({ run, artifact }: { run: string; artifact: ArtifactInfo }) {
  if (artifact.kind === 'image') return <img className="artifact-image" src={contentAddress(run, artifact)} alt={artifact.name} />;
  if (artifact.size > LARGEST) return <p className="soft">{say.tooLarge(say.size(artifact.size))}</p>;
  return <Loaded run={run} artifact={artifact} />;
}

function Loaded({ run, artifact }: { run: string; artifact: ArtifactInfo }) {
  const content = useQuery({
    queryKey: ['artifact', run, keyOf(artifact), artifact.at],
    queryFn: async ({ signal }) => contentOf(artifact.kind, await getText(`/flow-runs/${run}/artifacts/content`, query(artifact), signal)),
    staleTime: Infinity,
  });
  if (content.data) return <Shown content={content.data} name={artifact.name} />;
  return content.isError ? <Failure error={content.error} retry={() => void content.refetch()} permission="GET /flow-runs/{run}/artifacts/content" small /> : <Skeleton lines={3} />;
}

function Shown({ content, name }: { content: Content; name: string }) {
  switch (content.kind) {
    case 'markdown':
      return <Markdown text={content.text} />;
    case 'table':
      return <Rows name={name} columns={content.columns} rows={content.rows} />;
    case 'link':
      return content.safe ? (
        <a className="wrap" href={content.target} target="_blank" rel="noreferrer noopener nofollow">
          {content.target}
        </a>
      ) : (
        <p>
          {say.notShown} <code className="wrap">{content.target}</code>
        </p>
      );
    case 'text':
      return (
        <pre className="code" tabIndex={0}>
          {content.text}
        </pre>
      );
  }
}

function Rows({ name, columns, rows }: { name: string; columns: string[]; rows: string[][] }) {
  const [shown, setShown] = useState(ROWS);
  const numeric = columns.map((_, i) => rows.slice(0, 50).every((row) => /^-?[\d.,]*$/.test(row[i] ?? '')));
  return (
    <div className="artifact-table" tabIndex={0} role="region" aria-label={name}>
      <table className="table natural">
        <caption className="hidden">{name}</caption>
        <thead>
          <tr>
            {columns.map((column, i) => (
              <th key={i} scope="col" className={numeric[i] ? 'right' : undefined}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shown).map((row, i) => (
            <tr key={i}>
              {columns.map((_, j) => (
                <td key={j} className={numeric[j] ? 'right number' : undefined}>
                  {row[j]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > shown && (
        <p className="center">
          <button type="button" className="button" onClick={() => setShown(shown + 1_000)}>
            {say.more(Math.min(1_000, rows.length - shown))}
          </button>
        </p>
      )}
    </div>
  );
}
