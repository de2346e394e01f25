// Two processes print numbers, the second after the first has ended: the order is always the same.

import { Process } from "@mp/pool";

export const showNumbers = (numbers: number[]): void => {
  for (const number of numbers) console.log(number);
};

export const processesJoined = async (): Promise<void> => {
  const even = new Process({ target: showNumbers, args: [[2, 4, 6, 8, 10]] });
  const odd = new Process({ target: showNumbers, args: [[1, 3, 5, 7, 9]] });

  even.start();
  await even.join();
  odd.start();
  await odd.join();
};
