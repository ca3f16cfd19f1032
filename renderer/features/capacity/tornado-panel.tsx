/** What the figure is sensitive to: each input tried at two ends, the others as they are. */
import type { Capacity } from '../../../pipeline/analysis/capacity/capacity.ts';
import { TornadoChart } from '../../charts/tornado-chart.tsx';
import { CopyTable } from '../../ui/copy-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Table } from '../../ui/table.tsx';
import { tornadoColumns } from './capacity-tables.tsx';
import { tornadoName, tornadoSentence, tornadoValue } from './capacity-words.ts';

export function TornadoPanel({ capacity }: { readonly capacity: Capacity }) {
  const { tornado, cpu_per_doc: cpu } = capacity;
  return (
    <Panel
      title="What it depends on"
      hint={tornadoSentence(tornado)}
      actions={<CopyTable name="what it depends on" columns={tornadoColumns} rows={tornado} />}
    >
      {tornado.length === 0 ? null : (
        <>
          <TornadoChart bars={tornado} now={cpu.estimate} nameOf={tornadoName} valueText={tornadoValue} />
          <Table compact name="What it depends on" columns={tornadoColumns} rows={tornado} keyOf={(bar) => bar.input} />
        </>
      )}
    </Panel>
  );
}
