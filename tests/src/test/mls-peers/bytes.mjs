// Bytes travel as base64.

/** A copy of its own: some libraries look at the buffer behind an array, which Buffer shares. */
export function fromText(text) {
  return new Uint8Array(Buffer.from(text, 'base64'));
}

export function toText(bytes) {
  return Buffer.from(bytes).toString('base64');
}

export function sameBytes(one, other) {
  return Buffer.compare(one, other) === 0;
}
