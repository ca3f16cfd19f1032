/**
 * Ids of jobs: UUIDs of version 7 (RFC 9562 § 5.7, method 1: a counter in `rand_a`), which sort in the order they were made.
 * Six indices hang on a job's id; with random ones every insert lands on another page, and a million jobs take ten times as
 * long. Runs keep random ids (`randomUUID`), since people type their first characters.
 */
import { randomUUID } from 'node:crypto';

const counterLimit = 0x1000;

let lastMilliseconds = 0;
let counter = 0;

export function newJobId(): string {
  const now = Date.now();
  if (now > lastMilliseconds) {
    lastMilliseconds = now;
    counter = 0;
  } else {
    counter += 1;
    if (counter === counterLimit) {
      // More than the counter holds in one millisecond, or a clock set back: run ahead of the clock and stay in order.
      lastMilliseconds += 1;
      counter = 0;
    }
  }
  const time = lastMilliseconds.toString(16).padStart(12, '0');
  // The end of a random UUID has the variant's bits and 62 random ones.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}${randomUUID().slice(18)}`;
}
