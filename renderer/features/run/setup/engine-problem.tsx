/** Says at the field that the chosen OCR engine, or its model, is not on this machine: before Start would. */
import type { ErrorCode } from '../../../../pipeline/contract/errors.ts';
import type { SettingKey, Settings } from '../../../../pipeline/contract/settings.ts';
import { useAsk } from '../../../ui/bridge.ts';
import { sentenceOf } from '../../../ui/error-words.ts';
import { hrefOf } from '../../../ui/route.ts';
import { type SettingTexts, settingsOf } from '../setting-fields.ts';
import styles from './fields.module.css';

/** At which field it is told; whatever else goes wrong is told at the engine's. */
const atModel: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['ocr.model_missing', 'ocr.model_unknown']);

interface EngineProblemProps {
  readonly of: SettingKey;
  readonly texts: SettingTexts;
}

export function EngineProblem({ of, texts }: EngineProblemProps) {
  const settings = of === 'ocr.engine' || of === 'ocr.model' ? settingsOf(texts) : null;
  return settings === null ? null : <Found of={of} settings={settings} />;
}

function Found({ of, settings }: { readonly of: SettingKey; readonly settings: Settings }) {
  const found = useAsk('ocr.find', { settings });
  const error = found.state === 'here' ? found.value : null;
  if (error === null || atModel.has(error.code) !== (of === 'ocr.model')) return null;
  return (
    <p className={styles.problem} role="alert">
      {sentenceOf(error)} <a href={hrefOf({ screen: 'environment' })}>What is there</a>
    </p>
  );
}
