/** Whether the end of long work is told while another window has the focus. The menu has the same wish. */
import { useEffect, useId, useState } from 'react';
import { ask, useAppEvent } from '../../ui/bridge.ts';
import { Switch } from '../../ui/switch.tsx';
import { useTellError } from '../../ui/use-tell-error.ts';
import styles from './environment-screen.module.css';

export function NoticesSwitch({ notices }: { readonly notices: boolean }) {
  const id = useId();
  const [isOn, setOn] = useState(notices);
  const tellError = useTellError();
  useEffect(() => setOn(notices), [notices]);
  useAppEvent((event) => {
    if (event.event === 'notices_changed') setOn(event.notices);
  });
  return (
    <div className={styles.wish}>
      <Switch
        id={id}
        checked={isOn}
        onChange={({ target }) => {
          setOn(target.checked);
          ask('setNotices', { notices: target.checked }).catch(tellError);
        }}
      />
      <label htmlFor={id}>Notify me when work of more than a minute ends while I am in another window</label>
    </div>
  );
}
