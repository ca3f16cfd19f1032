/**
 * A result, printed, and the files it goes to as well. Words come first, so that a file which cannot be written takes none of
 * them along. With `--json` they come last: there an error is the one document that is printed.
 */
export async function printAndWrite(json: boolean | undefined, print: () => void, write: () => Promise<void>): Promise<void> {
  if (json === true) {
    await write();
    print();
  } else {
    print();
    await write();
  }
}
