import { useMutation } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { put } from '../api/client';
import { isProblem } from '../api/problem';
import { queryClient } from '../api/queries';
import type { FieldError, FlowSchedule, RegisteredParameter } from '../api/schema.gen';
import { useMay } from '../parts/may';
import { Failure } from '../parts/PageState';
import { plannedWords as say } from '../words/planned';
import { ClockFields } from './ClockFields';
import { schedulePath } from './queries';
import { PolicyField } from './PolicyField';
import { PreviewPane } from './PreviewPane';
import { emptyClock, emptySchedule, errorsAt, policyText, policyOf, readSchedule, type Clock, type Schedule } from './scheduleModel';
import { useLate } from './useLate';

const PUT = 'PUT /flows/{flow}/schedules/{schedule}';
const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

type Props = {
  flow: string;
  parameters: RegisteredParameter[];
  before: FlowSchedule | undefined;
  taken: string[];
  onDone: (name: string) => void;
  onCancel: () => void;
};

/** A schedule as it is to be, in fields or in JSON, beside what it would do. Leaving it is the only way to lose what was typed. */
export function ScheduleForm({ flow, parameters, before, taken, onDone, onCancel }: Props) {
  const [name, setName] = useState(before?.name ?? (taken.includes('default') ? '' : 'default'));
  const [schedule, setSchedule] = useState<Schedule>((before?.schedule as Schedule | undefined) ?? emptySchedule(browserZone));
  const [overlap, setOverlap] = useState(policyOf(before?.overlap ?? 'skip'));
  const [catchUp, setCatchUp] = useState(policyOf(before?.catchUp ?? 'last'));
  const [text, setText] = useState<string | null>(null); // as JSON while it is not null
  const [broken, setBroken] = useState<ReadonlyMap<number, string>>(new Map()); // parameters that are no JSON, by clock
  const parsed = text === null ? schedule : readSchedule(text);
  const whole = typeof parsed === 'string' ? null : parsed;
  const unchanged = before?.own && JSON.stringify(whole) === JSON.stringify(before.schedule);
  const policies = { overlap: policyText(overlap), catchUp: policyText(catchUp) };
  const body = { schedule: unchanged ? null : whole, ...policies };
  const save = useMutation({
    mutationFn: () => put(schedulePath(flow, name.trim()), body),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['schedules'] });
      onDone(name.trim());
    },
  });
  const asked = useLate({ schedule: whole, ...policies }, 400);
  const [found, setFound] = useState<FieldError[]>([]);
  const refused = isProblem(save.error) ? save.error.fields : [];
  const errors = [...found, ...refused.filter((each) => !found.some((other) => other.pointer === each.pointer))];
  const may = useMay(PUT);
  const clash = !before && taken.includes(name.trim());
  const blocked = !may
    ? say.needs(PUT)
    : name.trim() === ''
      ? say.form.nameMissing
      : clash
        ? say.form.nameTaken
        : typeof parsed === 'string'
          ? parsed
          : broken.size > 0
            ? say.form.wrong
            : found.length > 0
              ? `${say.form.wrong}: ${found[0]!.message}`
              : null;
  const setClock = (at: number, clock: Clock) => setSchedule({ ...schedule, clocks: schedule.clocks.map((each, i) => (i === at ? clock : each)) });
  const toMode = (json: boolean) => {
    if (json) setText(JSON.stringify(schedule, null, 2));
    else if (whole) {
      setSchedule(whole);
      setBroken(new Map());
      setText(null);
    }
  };
  const json = text !== null;
  return (
    <form className="schedule-form" onSubmit={(event) => (event.preventDefault(), blocked === null && save.mutate())} aria-label={before ? say.form.change(before.name) : say.form.add}>
      <div className="stack form-fields">
        <div className="page-head">
          <h2 className="breakable">{before ? say.form.change(before.name) : say.form.add}</h2>
          <span className="grow" />
          <div className="segments" role="group" aria-label={say.form.mode}>
            <button type="button" aria-pressed={!json} disabled={json && whole === null} onClick={() => toMode(false)}>
              {say.form.form}
            </button>
            <button type="button" aria-pressed={json} onClick={() => !json && toMode(true)}>
              {say.form.json}
            </button>
          </div>
        </div>
        {before?.own && <p className="hint">{say.form.codeHelp}</p>}
        {!before && (
          <label className="field">
            {say.form.name}
            <input value={name} maxLength={100} onChange={(event) => setName(event.target.value)} autoFocus aria-describedby="name-help" />
            <span className="soft small note" id="name-help">
              {clash ? say.form.nameTaken : say.form.nameHelp}
            </span>
          </label>
        )}
        {json ? (
          <label className="field">
            {say.form.whole}
            <textarea className="input code-area" rows={18} value={text} spellCheck={false} onChange={(event) => setText(event.target.value)} />
            {typeof parsed === 'string' && <span className="alert note">{parsed}</span>}
          </label>
        ) : (
          <>
            {schedule.clocks.map((clock, i) => (
              <ClockFields
                key={i}
                index={i}
                of={schedule.clocks.length}
                clock={clock}
                parameters={parameters}
                errors={errorsAt(errors, `/schedule/clocks/${i}`)}
                onChange={(next) => setClock(i, next)}
                onBroken={(why) =>
                  setBroken((old) => {
                    const next = new Map(old);
                    if (why === null) next.delete(i);
                    else next.set(i, why);
                    return next;
                  })
                }
                onRemove={() => {
                  setBroken(new Map());
                  setSchedule({ ...schedule, clocks: schedule.clocks.filter((_, at) => at !== i) });
                }}
              />
            ))}
            <div>
              <button type="button" className="button quiet" onClick={() => setSchedule({ ...schedule, clocks: [...schedule.clocks, emptyClock(schedule.clocks.at(-1)?.zone ?? browserZone)] })}>
                <Plus size={14} aria-hidden="true" /> {say.form.addClock}
              </button>
            </div>
          </>
        )}
        <div className="field-row">
          <PolicyField label={say.overlap} words={say.overlaps} counts={say.overlapMost} needed={['allow']} value={overlap} errors={errorsAt(errors, '/overlap')} onChange={setOverlap} />
          <PolicyField label={say.catchUp} words={say.catchUps} counts={{ all: say.catchUpMost }} needed={[]} value={catchUp} errors={errorsAt(errors, '/catchUp')} onChange={setCatchUp} />
        </div>
        {save.isError && refused.length === 0 && <Failure error={save.error} permission={PUT} small />}
        {refused.length > 0 && (
          <ul className="alert" role="alert">
            {refused.map((error) => (
              <li key={error.pointer + error.message}>
                <code>{error.pointer}</code> {error.message}
              </li>
            ))}
          </ul>
        )}
        <div className="actions form-actions">
          <button type="submit" className="button primary" disabled={blocked !== null || save.isPending} title={blocked ?? undefined} aria-describedby="blocked">
            {save.isPending ? say.form.saving : say.form.save}
          </button>
          <button type="button" className="button" onClick={onCancel}>
            {say.form.cancel}
          </button>
          <span className="soft small" id="blocked">
            {blocked}
          </span>
        </div>
      </div>
      <PreviewPane flow={flow} body={asked} zone={whole?.clocks[0]?.zone ?? null} onErrors={setFound} />
    </form>
  );
}
