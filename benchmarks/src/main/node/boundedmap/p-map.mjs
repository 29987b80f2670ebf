import pMap from 'p-map';

export const map = (items, concurrency) => pMap(items, async item => item + 1, {concurrency});
