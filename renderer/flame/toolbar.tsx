/** The buttons above the chart. Each has a name, and a tooltip with its key. */
import { Download, Focus, Hand, Keyboard, Maximize, SquareDashedMousePointer, Table2, ZoomIn, ZoomOut } from 'lucide-react';
import { type ReactNode, type RefObject, useId } from 'react';
import { keyName } from '../ui/keys.ts';
import buttons from './buttons.module.css';
import type { ChartModel } from './chart-model.ts';
import { type Command, flameKeys, gestures } from './keys.ts';
import { SearchBox } from './search-box.tsx';
import styles from './toolbar.module.css';
import { useChart } from './use-chart.ts';

export interface ToolbarProps {
  /** Of the chart. */
  readonly name: string;
  readonly model: ChartModel;
  readonly searchInput: RefObject<HTMLInputElement | null>;
  readonly tableShown: boolean;
  readonly onTable: (shown: boolean) => void;
  readonly onSave: (kind: 'png' | 'svg') => void;
  readonly onCommand: (command: Command) => void;
  readonly onFound: () => void;
  readonly onLeaveSearch: () => void;
  readonly actions?: ReactNode;
}

interface ActionProps {
  readonly name: string;
  readonly hint?: string;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Action({ name, hint, pressed, disabled, onClick, children }: ActionProps) {
  return (
    <button
      type="button"
      className={buttons.button}
      aria-label={name}
      title={hint === undefined ? name : `${name} (${hint})`}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

export function Toolbar(props: ToolbarProps) {
  const { model, tableShown, onTable, onSave, onCommand } = props;
  const scene = useChart(model, (state) => state.scene);
  const tool = useChart(model, (state) => state.tool);
  const canFit = useChart(model, (state) => state.focused !== null || state.area !== null);
  const { arrangement, measure } = scene;
  const timeline = arrangement === 'timeline';
  return (
    <div className={styles.toolbar} role="toolbar" aria-label={props.name}>
      <fieldset className={buttons.group} aria-label="Arrangement">
        <Action name="Timeline" hint="each worker's documents" pressed={timeline} onClick={() => model.show('timeline', measure)}>
          Timeline
        </Action>
        <Action
          name="By stage"
          hint="all documents merged, heaviest first"
          pressed={!timeline}
          onClick={() => model.show('stages', measure)}
        >
          By stage
        </Action>
      </fieldset>
      <fieldset className={buttons.group} aria-label="Measure">
        <Action
          name="Wall"
          hint="width is time by the clock"
          pressed={measure === 'wall'}
          onClick={() => model.show(arrangement, 'wall')}
        >
          Wall
        </Action>
        <Action name="CPU" hint="width is CPU time" pressed={measure === 'cpu'} onClick={() => model.show(arrangement, 'cpu')}>
          CPU
        </Action>
      </fieldset>
      <fieldset className={buttons.group} aria-label="Drag">
        <Action
          name="Move"
          hint="drag moves the view"
          pressed={tool === 'pan' || !timeline}
          disabled={tableShown}
          onClick={() => model.setTool('pan')}
        >
          <Hand size={14} aria-hidden="true" />
        </Action>
        <Action
          name="Select an area"
          hint="or Shift and drag"
          pressed={tool === 'select' && timeline}
          disabled={!timeline || tableShown}
          onClick={() => model.setTool('select')}
        >
          <SquareDashedMousePointer size={14} aria-hidden="true" />
        </Action>
      </fieldset>
      <fieldset className={buttons.group} aria-label="Zoom">
        <Action name="Zoom out" hint="S or −" onClick={() => onCommand({ kind: 'zoom', factor: 1.5 })}>
          <ZoomOut size={14} aria-hidden="true" />
        </Action>
        <Action name="Zoom in" hint="W or +" onClick={() => onCommand({ kind: 'zoom', factor: 1 / 1.5 })}>
          <ZoomIn size={14} aria-hidden="true" />
        </Action>
        <Action name="Fit the selection" hint="F" disabled={!canFit} onClick={() => onCommand({ kind: 'fit' })}>
          <Focus size={14} aria-hidden="true" />
        </Action>
        <Action name="Whole run" hint="0" onClick={() => onCommand({ kind: 'whole' })}>
          <Maximize size={14} aria-hidden="true" />
        </Action>
      </fieldset>
      <SearchBox model={model} input={props.searchInput} onFound={props.onFound} onLeave={props.onLeaveSearch} />
      <span className={styles.space} />
      <Action name="Table" hint="the same as rows and numbers" pressed={tableShown} onClick={() => onTable(!tableShown)}>
        <Table2 size={14} aria-hidden="true" />
        Table
      </Action>
      <div className={buttons.group}>
        <Action name="Save as PNG" hint="what is seen, as a picture" disabled={tableShown} onClick={() => onSave('png')}>
          <Download size={14} aria-hidden="true" />
          PNG
        </Action>
        <Action name="Save as SVG" hint="what is seen, as vectors" disabled={tableShown} onClick={() => onSave('svg')}>
          SVG
        </Action>
      </div>
      {props.actions}
      <KeyHelp />
    </div>
  );
}

function KeyHelp() {
  const id = useId();
  return (
    <>
      <button type="button" className={buttons.button} aria-label="Keys" title="Keys and gestures" popoverTarget={id}>
        <Keyboard size={14} aria-hidden="true" />
      </button>
      <div id={id} popover="auto" className={styles.help}>
        <h3>Keys and gestures</h3>
        <dl>
          {[...flameKeys.lines, ...gestures].map(({ keys, does }) => (
            <div key={does}>
              <dt>{keys.map((key) => keyName(key)).join(' / ')}</dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </div>
    </>
  );
}
