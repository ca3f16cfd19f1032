/** Which server, and how far it is verified. The password is typed in a window of its own and never shown here. */
import { KeyRound } from 'lucide-react';
import { type TlsMode, tlsModeSchema } from '../../../pipeline/contract/postgres.ts';
import { ask } from '../../ui/bridge.ts';
import { Button } from '../../ui/button.tsx';
import field from '../../ui/field.module.css';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useToast } from '../../ui/toasts.tsx';
import styles from './export-screen.module.css';
import type { TargetDraft } from './target-draft.ts';
import { exportStore, useExport } from './use-export.ts';

const tlsLabels: Readonly<Record<TlsMode, string>> = {
  'verify-full': 'verify-full: certificate and host name',
  'verify-ca': 'verify-ca: the certificate alone',
  require: 'require: encrypted, to whom is not verified',
  disable: 'disable: no TLS',
};

const passwordWords = {
  none: 'No password is kept for this user and server.',
  kept: 'The password is kept in the system’s safe.',
  until_quit: 'The password is kept until the app is closed: this system has no safe.',
} as const;

export function ConnectionPanel() {
  const { target, connection, remarks, doing } = useExport();
  const isBusy = doing !== 'nothing';
  const known = connection?.target ?? null;
  // What is kept is for the user and server that were used last, and not for those just typed.
  const isSame =
    known !== null &&
    known.user === target.user.trim() &&
    known.host === target.host.trim() &&
    String(known.port) === target.port.trim();
  const password = isSame && connection !== null ? connection.password : 'none';
  const toast = useToast();
  const forget = async (): Promise<void> => {
    const atMostSeconds = await exportStore.forgetSecret();
    if (atMostSeconds === null) return;
    const undo = { label: 'Undo', run: () => void exportStore.undoForget() };
    toast({ text: 'The password is forgotten.', atMostSeconds, action: undo });
  };
  const chooseCa = async (): Promise<void> => {
    const answer = await ask('export.chooseFile', {}).catch(() => null);
    if (answer !== null) exportStore.changeTarget({ ca_file: answer.file });
  };
  return (
    <Panel
      title="Server"
      hint="Fill it in, or give a whole URL: it is taken apart, and its password does not come to this window."
    >
      <div className={styles.form}>
        <Text name="host" label="Host" disabled={isBusy} placeholder="db.example.com" />
        <Text name="port" label="Port" disabled={isBusy} />
        <div className={styles.triple}>
          <Text name="database" label="Database" disabled={isBusy} />
          <Text name="user" label="User" disabled={isBusy} />
          <Text name="schema" label="Schema" disabled={isBusy} />
        </div>
        <label className={`${field.field} ${styles.wide}`}>
          TLS
          <select
            className={field.input}
            disabled={isBusy}
            value={target.tls}
            onChange={(event) => exportStore.changeTarget({ tls: tlsModeSchema.parse(event.target.value) })}
          >
            {tlsModeSchema.options.map((mode) => (
              <option key={mode} value={mode}>
                {tlsLabels[mode]}
              </option>
            ))}
          </select>
        </label>
        <div className={`${styles.withButton} ${styles.wide}`}>
          <Text
            name="ca_file"
            label="CA certificate"
            disabled={isBusy || target.tls === 'disable'}
            placeholder="the public authorities"
          />
          <Button className={styles.beside ?? ''} disabled={isBusy || target.tls === 'disable'} onClick={() => void chooseCa()}>
            Choose…
          </Button>
        </div>
      </div>
      <div className={styles.row}>
        <Button disabled={isBusy} onClick={() => void exportStore.askSecret()}>
          <KeyRound size={15} aria-hidden /> Password or URL…
        </Button>
        {password === 'none' ? null : (
          <Button look="quiet" disabled={isBusy} onClick={() => void forget()}>
            Forget it
          </Button>
        )}
        <span className={styles.faint} role="status">
          {passwordWords[password]}
        </span>
      </div>
      {remarks.map((remark) => (
        <Notice key={remark} tone="warn">
          {remark}
        </Notice>
      ))}
    </Panel>
  );
}

interface TextProps {
  readonly name: Exclude<keyof TargetDraft, 'tls'>;
  readonly label: string;
  readonly disabled: boolean;
  readonly placeholder?: string;
}

function Text({ name, label, disabled, placeholder }: TextProps) {
  const { target } = useExport();
  return (
    <label className={field.field}>
      {label}
      <input
        className={field.input}
        value={target[name]}
        disabled={disabled}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => exportStore.changeTarget({ [name]: event.target.value })}
      />
    </label>
  );
}
