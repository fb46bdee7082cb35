import fc from 'fast-check';
import { utf8Length } from '../../../src/request/history/utf8-length';

test('the length in UTF-8 is that of Node.js, also of half a surrogate pair', () => {
  const text = fc.string({ unit: fc.oneof(fc.nat(0xffff).map((code) => String.fromCharCode(code)), fc.constantFrom('😀', 'ä', '€', 'a')) });
  fc.assert(fc.property(text, (value) => utf8Length(value) === Buffer.byteLength(value)));
});
