import pLimit from 'p-limit';

export function map(items, concurrency) {
  const limit = pLimit(concurrency);
  return Promise.all(items.map(item => limit(async () => item + 1)));
}
