/** A sentence of the analysis, in which what stands between backticks is a command or a setting. */

export const codeParts = (sentence: string): { readonly text: string; readonly isCode: boolean }[] =>
  sentence.split('`').map((text, at) => ({ text, isCode: at % 2 === 1 }));

export function CodeText({ sentence }: { readonly sentence: string }) {
  return codeParts(sentence).map(({ text, isCode }, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no names.
    isCode ? <code key={at}>{text}</code> : text,
  );
}
