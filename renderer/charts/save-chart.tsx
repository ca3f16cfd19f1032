/** A small menu that saves a chart as SVG or PNG. The drawing is made when it is asked for. */
import { ImageDown } from 'lucide-react';
import { fileNameFrom } from '../ui/file-name.ts';
import { Menu } from '../ui/menu.tsx';
import { useSaveFile } from '../ui/use-saved.ts';
import { type Drawing, pictureOf, toPng } from './chart-picture.ts';

interface SaveChartProps {
  /** Stands above the saved chart, and the file is named after it. */
  readonly title: string;
  drawing(): Drawing;
}

export function SaveChart({ title, drawing }: SaveChartProps) {
  const save = useSaveFile();
  const picture = () => pictureOf(title, drawing());
  return (
    <Menu
      look="quiet"
      name={`Save chart: ${title}`}
      label={
        <>
          <ImageDown size={14} aria-hidden /> Save
        </>
      }
      items={[
        { label: 'SVG', hint: 'vectors, on white', run: () => void save(fileNameFrom(title, 'svg'), () => picture().svg) },
        {
          label: 'PNG',
          hint: 'pixels at twice the size, on white',
          run: () => void save(fileNameFrom(title, 'png'), () => toPng(picture())),
        },
      ]}
    />
  );
}
