import fc from "fast-check";

const edits = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    take: fc.integer({ min: 0, max: 3 }),
    put: fc.uint8Array({ maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 4 },
);

/** The bytes with a few of them changed, taken out or put in. */
export function editBytes(valid: Uint8Array): fc.Arbitrary<Uint8Array> {
  return edits.map((list) =>
    list.reduce((bytes, { at, take, put }) => {
      const index = Math.floor(at * bytes.length);
      return Buffer.concat([bytes.subarray(0, index), put, bytes.subarray(index + take)]);
    }, valid),
  );
}
