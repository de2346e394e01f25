// Two processes print numbers at the same time: each keeps its own order, and how the two mix is anyone's guess.

import { Process } from "@mp/pool";

export const showNumbers = (numbers: number[]): void => {
  for (const number of numbers) console.log(number);
};

export const processesTogether = async (): Promise<void> => {
  const even = new Process({ target: showNumbers, args: [[2, 4, 6, 8, 10]] });
  const odd = new Process({ target: showNumbers, args: [[1, 3, 5, 7, 9]] });

  even.start();
  odd.start();
  await even.join();
  await odd.join();
};
