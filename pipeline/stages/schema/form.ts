/**
 * A form: its title, and what was filled in beside or below its labels.
 */
import { chooseDate } from './dates.ts';
import { type FieldMap, put } from './fields.ts';
import { type ChosenText, chooseEmail, chooseIdentifier, chooseTelephone, chosen } from './identifiers.ts';
import { pastLogo, tidy } from './letterhead.ts';
import { chooseLabelledAddress, choosePerson } from './names.ts';
import { labelsOf, type Reading } from './reading.ts';
import { cellsOf, passage } from './rows.ts';

/** A title stands in the upper part; instructions further down mention forms too. */
const TITLE_ROWS = 12;

export function formFields(reading: Reading): FieldMap {
  const fields: FieldMap = {};
  put(fields, 'form_title', chooseTitle(reading));
  put(fields, 'reference', chooseIdentifier(reading, 'reference'));
  put(fields, 'date', chooseDate(reading, 'date', true) ?? chooseDate(reading, 'date', false));
  put(fields, 'name', choosePerson(reading));
  put(fields, 'date_of_birth', chooseDate(reading, 'date_of_birth', true));
  put(fields, 'address', chooseLabelledAddress(reading));
  put(fields, 'phone', chooseTelephone(reading));
  put(fields, 'email', chooseEmail(reading));
  return fields;
}

/** The tallest cell near the top that names a form. */
function chooseTitle(reading: Reading): ChosenText | null {
  let best: ChosenText | null = null;
  let bestWorth = 0;
  for (const line of reading.lines.slice(0, TITLE_ROWS)) {
    for (const label of labelsOf(line, 'form_title')) {
      const cell = cellsOf(line.row).find(({ start, end }) => label.start >= start && label.end <= end);
      if (cell === undefined || label.marked) continue;
      const at = passage(line.row, pastLogo(line.row, cell), cell.end);
      const value = tidy(at.text);
      const height = Math.min(3, (at.box.y1 - at.box.y0) / reading.textHeight);
      const worth =
        height * label.score * (/form\b|application|registration|borang|antrag/i.test(value) ? 1.2 : 1) - line.index * 0.05;
      if (worth > bestWorth && value.length <= 80) {
        best = chosen(value, at, Math.min(0.98, 0.5 + worth / 4));
        bestWorth = worth;
      }
    }
  }
  return best;
}
