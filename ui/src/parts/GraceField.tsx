import { actionWords } from '../words/actions';
import { SelectField } from './FormDialog';

/** How long tasks that run are waited for, in seconds; undefined: as their run and agent say. */
export function GraceField({ seconds, onChange }: { seconds: number | undefined; onChange: (seconds: number | undefined) => void }) {
  return (
    <SelectField
      label={actionWords.grace}
      hint={seconds === undefined ? undefined : actionWords.graceHint}
      value={seconds === undefined ? '' : String(seconds)}
      onText={(text) => onChange(text === '' ? undefined : Number(text))}
    >
      <option value="">{actionWords.graceUsual}</option>
      {actionWords.graces.map(([value, word]) => (
        <option key={value} value={value}>
          {word}
        </option>
      ))}
    </SelectField>
  );
}
