/** A field and two buttons. What is typed goes to the main process and nowhere else; the window then ends. */
import '../ui/base.css';
import { applyPalette, dark, light } from '../ui/palette.ts';
import './secret.css';

declare global {
  interface Window {
    readonly giveSecret: (text: string | null) => Promise<void>;
  }
}

const part = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no #${id}.`);
  return found;
};

const field = part('secret') as HTMLInputElement;
// The window is destroyed before it hears an answer.
const give = (text: string | null): void => void window.giveSecret(text).catch(() => undefined);

part('form').addEventListener('submit', (event) => {
  event.preventDefault();
  if (field.value !== '') give(field.value);
});
part('cancel').addEventListener('click', () => give(null));
window.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') give(null);
});

applyPalette(window.matchMedia('(prefers-color-scheme: dark)').matches ? dark : light, document.documentElement);
field.focus();
