// All that an async iterable gives, as a list.

export const collect = async <T>(iterable: AsyncIterable<T>): Promise<T[]> => {
  const list: T[] = [];
  for await (const item of iterable) list.push(item);
  return list;
};
