import { expect, test } from 'vitest';
import { parseFolder, parseVersions } from './program-facts.ts';

test('the versions are read from what the program prints, on Linux and on Windows', () => {
  expect(parseVersions('tesseract 5.3.0\n leptonica-1.82.0\n  libgif 5.2.1')).toEqual({
    tesseract: '5.3.0',
    leptonica: '1.82.0',
  });
  expect(parseVersions('\ntesseract v5.4.0.20240606\n leptonica-1.84.1')?.tesseract).toBe('5.4.0.20240606');
  expect(parseVersions('command not understood')).toBeNull();
});

test('the folder of the models is read where the program tells it', () => {
  expect(parseFolder('List of available languages in "/usr/share/a b/tessdata/" (2):\neng\nosd\n')).toBe(
    '/usr/share/a b/tessdata/',
  );
  expect(parseFolder('List of available languages (2):\neng\nosd\n')).toBeNull();
});
