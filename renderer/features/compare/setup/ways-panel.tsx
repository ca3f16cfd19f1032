/** What is compared with what: one of the report's options, a setting with itself, one setting over several values, or one's own. */
import { useId } from 'react';
import { type Preset, presets } from '../../../../pipeline/contract/presets.ts';
import { Panel } from '../../../ui/panel.tsx';
import type { Way } from '../compare-draft.ts';
import { compareDraft, useCompareDraft } from '../use-compare-draft.ts';
import { OwnSides } from './own-sides.tsx';
import { bandWords, changesOf } from './preset-words.ts';
import { SweepEditor } from './sweep-editor.tsx';
import styles from './ways-panel.module.css';

const others: readonly { way: Exclude<Way, 'preset'>; title: string; says: string }[] = [
  {
    way: 'same',
    title: 'A/A: the same on both sides',
    says: 'How steady is this machine? What differs here is its own noise: the floor that later comparisons are held against.',
  },
  {
    way: 'sweep',
    title: 'Sweep one setting',
    says: 'Two to four values of one setting, each a side, every one against every other.',
  },
  { way: 'own', title: 'Your own', says: 'Two to four sides, each with any settings changed.' },
];

export function WaysPanel({ cores }: { readonly cores: number | null }) {
  const { way, preset } = useCompareDraft();
  const group = useId();
  return (
    <Panel title="What to compare" hint="Side a is the baseline; the others are told against it.">
      <fieldset className={styles.ways}>
        <legend>Options of the report, and what it expects of them</legend>
        {presets.map((each) => (
          <PresetCard key={each.name} preset={each} group={group} checked={way === 'preset' && preset === each.name} />
        ))}
      </fieldset>
      <fieldset className={styles.ways}>
        <legend>Other comparisons</legend>
        {others.map(({ way: other, title, says }) => (
          <label key={other} className={styles.card}>
            <input type="radio" name={group} checked={way === other} onChange={() => compareDraft.chooseWay(other)} />
            <strong>{title}</strong>
            <span className={styles.says}>{says}</span>
          </label>
        ))}
      </fieldset>
      {way === 'sweep' ? <SweepEditor /> : null}
      {way === 'own' ? <OwnSides cores={cores} /> : null}
    </Panel>
  );
}

interface PresetCardProps {
  readonly preset: Preset;
  readonly group: string;
  readonly checked: boolean;
}

function PresetCard({ preset, group, checked }: PresetCardProps) {
  return (
    <label className={styles.card}>
      <input type="radio" name={group} checked={checked} onChange={() => compareDraft.choosePreset(preset.name)} />
      <span className={styles.row}>
        <strong>{preset.title}</strong>
        <span>{bandWords(preset.expected)} less CPU</span>
      </span>
      <span className={`${styles.row} ${styles.says}`}>
        <span>{preset.sentence}</span>
        <code>
          {changesOf(preset)
            .map(({ key, from, to }) => `${key} ${from} → ${to}`)
            .join(', ')}
        </code>
      </span>
    </label>
  );
}
