import { useMutation, useQuery } from '@tanstack/react-query';
import { memo, useEffect, useState, type FormEvent } from 'react';
import { Raw, get, post } from '../api/client';
import { isProblem } from '../api/problem';
import { queryClient, runQuery } from '../api/queries';
import type { FlowRun, Question, QuestionPage } from '../api/schema.gen';
import { FieldRow, without, type Form } from '../launch/Field';
import { inOrder, kindOf, pointer, withPart } from '../launch/kinds';
import { partOf, write, type Json, type JsonObject } from '../launch/json';
import { useThrottled, useTopic } from '../live/hooks';
import { useMay } from '../parts/may';
import { isFinished } from '../states';
import { words } from '../words';
import { actionWords as say } from '../words/actions';
import type { TaskTable } from './tasks/taskTable';

const ANSWER = 'POST /flow-runs/{run}/answer';

/** What tasks of the run ask people, and what to answer it with. Nothing is asked of the server while no task waits. */
export const Questions = memo(function Questions({ run }: { run: FlowRun }) {
  const [heard, setHeard] = useState(false);
  const key = ['questions', run.id];
  const refetch = useThrottled(500, () => void queryClient.invalidateQueries({ queryKey: key }));
  useTopic('run:' + run.id, (changes) => {
    const paused = changes.some(({ data }) => data.run?.tasks.some((task) => task[2] === 'Paused'));
    if (paused) setHeard(true);
    if (paused || heard) refetch();
  });
  const seen = useAnyPaused(run.id);
  const waits = !isFinished(run.state.name) && (run.state.name === 'Paused' || heard || seen);
  const { data } = useQuery({ queryKey: key, queryFn: ({ signal }) => get<QuestionPage>(`/flow-runs/${run.id}/questions`, {}, signal), enabled: waits, staleTime: 10_000 });
  if (!waits || !data || data.items.length === 0) return null;
  return (
    <section className="questions" aria-label={say.questions}>
      {data.items.map((question) => (
        <Asked key={question.task} run={run} question={question} onAnswered={refetch} />
      ))}
    </section>
  );
});

/** Whether a task waits in what was fetched of this run for any of its parts. */
function useAnyPaused(run: string): boolean {
  const [paused, setPaused] = useState(false);
  useEffect(() => {
    const look = () => {
      const tables = queryClient.getQueriesData<TaskTable>({ queryKey: ['graph', run] });
      setPaused(tables.some(([, table]) => table?.rows instanceof Map && [...table.rows.values()].some((row) => row.state === 'Paused')));
    };
    look();
    return queryClient.getQueryCache().subscribe((event) => event.type === 'updated' && event.query.queryKey[1] === run && queueMicrotask(look));
  }, [run]);
  return paused;
}

function Asked({ run, question, onAnswered }: { run: FlowRun; question: Question; onAnswered: () => void }) {
  const may = useMay(ANSWER);
  const [values, setValues] = useState<JsonObject>({});
  const [broken, setBroken] = useState<Record<string, string>>({});
  const [text, setText] = useState('');
  const answer = useMutation({
    mutationFn: (value: Json) => post<FlowRun>(`/flow-runs/${run.id}/answer`, new Raw(write({ task: question.task, value }))),
    onSuccess: (next) => {
      queryClient.setQueryData(runQuery(run.id).queryKey, next);
      onAnswered();
    },
  });
  const problem = isProblem(answer.error) ? answer.error : undefined;
  const errors = new Map((problem?.fields ?? []).filter((each) => each.pointer.startsWith('/value/')).map((each) => [each.pointer.slice('/value'.length), each.message]));
  const form: Form = {
    errors,
    broken,
    onBroken: (place, half) =>
      setBroken(({ [place]: _, ...rest }) => (half === undefined ? rest : { ...rest, [place]: half })),
    forget: (place) => setBroken((old) => without(old, place)),
  };
  if (answer.isSuccess) {
    return (
      <p className="card question launch" role="status">
        {say.answered(question.task)}
      </p>
    );
  }
  const fields = question.fields ?? [];
  const decision = question.kind === 'decision';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (decision) return; // by which button says what
    answer.mutate(question.kind === 'record' ? values : text.trim() ? text : null);
  };
  const decide = (approved: boolean) => answer.mutate(text.trim() ? { approved, comment: text } : { approved });
  const why = may ? undefined : `${words.run.needsMember} (${ANSWER})`;
  const off = !may || answer.isPending || Object.keys(broken).length > 0;
  return (
    <form className="card question launch" aria-label={say.question(question.task)} onSubmit={submit}>
      <p>
        <span className="strong">{question.task}</span> <span className="soft">{say.asks}</span> {question.reason}
      </p>
      {question.kind === 'record' ? (
        <div className="launch-fields">
          {fields.map((field) => (
            <FieldRow
              key={field.name}
              form={form}
              kind={kindOf(field)}
              name={field.name}
              type={field.type ?? undefined}
              required={field.required}
              pointer={pointer('', field.name)}
              value={partOf(values, field.name)}
              onChange={(value) => setValues((old) => inOrder(withPart(old, field.name, value), fields.map((each) => each.name)))}
            />
          ))}
        </div>
      ) : (
        <label className="field">
          <span>{decision ? say.comment : say.text}</span>
          <input value={text} maxLength={2_000} onChange={(event) => setText(event.target.value)} />
        </label>
      )}
      {answer.isError && errors.size === 0 && (
        <p className="alert" role="alert">
          {answer.error.message}
        </p>
      )}
      <div className="actions">
        {decision ? (
          <>
            <button type="button" className="button primary" disabled={off} title={why} onClick={() => decide(true)}>
              {say.approve}
            </button>
            <button type="button" className="button danger" disabled={off} title={why} onClick={() => decide(false)}>
              {say.reject}
            </button>
          </>
        ) : (
          <button type="submit" className="button primary" disabled={off} title={why}>
            {question.kind === 'record' ? say.answer : say.goOn}
          </button>
        )}
      </div>
    </form>
  );
}
