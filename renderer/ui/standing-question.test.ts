import { expect, test, vi } from 'vitest';
import { StandingQuestion } from './standing-question.ts';

/** Answers one by one, when the test lets them. */
function slowAnswers() {
  const open: ((answer: number) => void)[] = [];
  const ask = vi.fn(() => new Promise<number>((resolve) => open.push(resolve)));
  const answer = async (value: number): Promise<void> => {
    open.shift()?.(value);
    await new Promise(setImmediate);
  };
  return { ask, answer };
}

test('an answer slower than the questions is taken, and asked for once more', async () => {
  const { ask, answer } = slowAnswers();
  const taken: number[] = [];
  const question = new StandingQuestion(ask, (value) => taken.push(value));
  for (let times = 0; times < 4; times++) question.ask();
  expect(ask).toHaveBeenCalledTimes(1);
  await answer(1);
  expect(taken).toEqual([1]);
  expect(ask).toHaveBeenCalledTimes(2);
  await answer(2);
  expect(taken).toEqual([1, 2]);
  expect(ask).toHaveBeenCalledTimes(2);
});

test('it can be asked again after it was answered', async () => {
  const { ask, answer } = slowAnswers();
  const taken: number[] = [];
  const question = new StandingQuestion(ask, (value) => taken.push(value));
  question.ask();
  await answer(1);
  question.ask();
  await answer(2);
  expect(taken).toEqual([1, 2]);
});

test('once it has ended, what comes is not taken and nothing is asked', async () => {
  const { ask, answer } = slowAnswers();
  const take = vi.fn();
  const question = new StandingQuestion(ask, take);
  question.ask();
  question.ask();
  question.end();
  await answer(1);
  question.ask();
  expect(take).not.toHaveBeenCalled();
  expect(ask).toHaveBeenCalledTimes(1);
});
