import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ModelControl } from './model-control.tsx';

const shown = (engine: string, text: string): string =>
  renderToStaticMarkup(
    <ModelControl of="ocr.model" id="model" engine={engine} text={text} isBad={false} describedBy="" onText={() => undefined} />,
  );

test('offers the models of the engine', () => {
  expect(shown('paddle', 'mobile')).toContain('<option selected="">mobile</option>');
  expect(shown('paddle', 'auto')).not.toContain('best_int');
  expect(shown('tesseract', 'system')).toContain('<option selected="">system</option>');
});

test('a folder has a field, and a name none: a reset takes the field away', () => {
  expect(shown('tesseract.js', '')).toContain('Folder of the OCR model');
  expect(shown('tesseract.js', '/models')).toContain('value="/models"');
  expect(shown('tesseract.js', 'auto')).not.toContain('Folder of the OCR model');
});
