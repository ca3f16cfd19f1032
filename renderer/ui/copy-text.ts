/**
 * Puts text on the clipboard. The window has no permissions, not even for `navigator.clipboard`; copying in answer to a
 * person's click needs none.
 */

/** @returns whether it is there */
export function copyText(text: string): boolean {
  const fill = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  };
  document.addEventListener('copy', fill);
  try {
    return document.execCommand('copy');
  } finally {
    document.removeEventListener('copy', fill);
  }
}
