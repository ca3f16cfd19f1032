/** Does tasks so many at a time, in their order. */
export async function inLanes<T>(lanes: number, tasks: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < tasks.length) {
      const number = next;
      next += 1;
      const task = tasks[number];
      if (task !== undefined) results[number] = await task();
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
