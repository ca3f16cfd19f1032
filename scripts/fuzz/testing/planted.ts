/** For tests: targets with faults of every kind, to see that each is found and that the others go on. */
import { expectThat, type FuzzTarget, type TargetKind } from '../target.ts';

const planted = (name: string, hold: (input: number) => boolean): FuzzTarget<number> => ({
  name: `planted/${name}`,
  draw: (random) => random.int(0, 99),
  hold,
});

export const targetKinds: Readonly<Record<string, TargetKind>> = {
  planted: () =>
    [
      planted('sound', (input) => input > 50),
      planted('wrong', (input) => {
        expectThat(input !== 7, () => 'seven');
        return true;
      }),
      planted('dies', (input) => {
        if (input % 4 === 1) process.kill(process.pid, 'SIGKILL');
        return true;
      }),
      planted('hangs', (input) => {
        while (input % 4 === 2);
        return true;
      }),
    ] as FuzzTarget[],
};
