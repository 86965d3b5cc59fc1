import { useState } from 'react';
import { post } from '../api/client';
import { FormDialog, TextField } from '../parts/FormDialog';
import { adminWords } from '../words/admin';

const say = adminWords.profile;

/** Another password of one's own. */
export function PasswordDialog({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const [oldPassword, setOld] = useState('');
  const [newPassword, setNew] = useState('');
  const [repeated, setRepeated] = useState('');
  const differs = repeated !== '' && repeated !== newPassword;
  return (
    <FormDialog
      title={say.changePassword}
      help={say.passwordHelp}
      submit={say.changePassword}
      dirty={oldPassword + newPassword + repeated !== ''}
      ready={oldPassword !== '' && newPassword !== '' && repeated === newPassword}
      send={() => post('/me/password', { oldPassword, newPassword })}
      onDone={() => (onDone(), onClose())}
      onClose={onClose}
    >
      {(wrong) => (
        <>
          <TextField label={say.oldPassword} type="password" onText={setOld} wrong={wrong('/oldPassword')} autoComplete="current-password" autoFocus />
          <TextField label={say.newPassword} hint={say.newPasswordHint} type="password" onText={setNew} wrong={wrong('/newPassword')} autoComplete="new-password" />
          <TextField label={say.repeatPassword} type="password" onText={setRepeated} wrong={differs ? say.notTheSame : undefined} autoComplete="new-password" />
        </>
      )}
    </FormDialog>
  );
}
