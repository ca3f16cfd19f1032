/** Whether something is asked in front of everything: until it is answered, nothing happens behind it. */
export const isDialogOpen = (): boolean => document.querySelector('dialog[open]') !== null;
