// Times a contender of another language: its file, the words of the variant, how many times.
// Prints nanoseconds and bytes of one element; nobody counts the bytes.
import {pathToFileURL} from 'node:url';

const [file, variant, times] = process.argv.slice(2);
const words = Object.fromEntries(variant.split(' ').map(word => word.split('=')));
const {map} = await import(pathToFileURL(file));
const items = Array.from({length: Number(words.items)}, (_, i) => i);

async function once() {
  const begin = process.hrtime.bigint();
  const results = await map(items, Number(words.limit));
  const nanos = Number(process.hrtime.bigint() - begin);
  if (results.length !== items.length || results.some((result, i) => result !== i + 1)) {
    throw new Error('wrong results');
  }
  return nanos / items.length;
}

for (let i = 0; i < 20; i++) {
  await once();
}
for (let i = 0; i < Number(times); i++) {
  console.log(`${await once()} NaN`);
}
