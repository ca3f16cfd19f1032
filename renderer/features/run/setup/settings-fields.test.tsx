import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { settingDefinitions, settingKeys } from '../../../../pipeline/contract/settings.ts';
import { SettingsFields } from './settings-fields.tsx';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll("'", '&#x27;').replaceAll('"', '&quot;');

test('every setting stands in the form with its name, its key and its sentence', () => {
  const form = renderToStaticMarkup(<SettingsFields texts={{}} cores={2} onText={() => undefined} onReset={() => undefined} />);
  for (const key of settingKeys) {
    expect(form, key).toContain(`>${key}</code>`);
    expect(form, key).toContain(escaped(settingDefinitions[key].sentence));
  }
});
