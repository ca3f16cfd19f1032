/** Whether the end of long work is told while another window has the focus. The menu has the same wish. */
import { useEffect, useId, useState } from 'react';
import { ask } from '../../ui/bridge.ts';
import { Switch } from '../../ui/switch.tsx';
import styles from './environment-screen.module.css';

export function NoticesSwitch({ notices }: { readonly notices: boolean }) {
  const id = useId();
  const [isOn, setOn] = useState(notices);
  useEffect(() => setOn(notices), [notices]);
  return (
    <div className={styles.wish}>
      <Switch
        id={id}
        checked={isOn}
        onChange={({ target }) => {
          setOn(target.checked);
          void ask('setNotices', { notices: target.checked });
        }}
      />
      <label htmlFor={id}>Notify me when work of more than a minute ends while I am in another window</label>
    </div>
  );
}
