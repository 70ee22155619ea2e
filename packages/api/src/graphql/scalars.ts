import { GraphQLScalarType, Kind } from 'graphql';
import { DateTimeISOResolver, JSONResolver } from 'graphql-scalars';

export const DateTimeISO = DateTimeISOResolver;
export const JsonScalar = JSONResolver;

/** Bytes as base64 text. The API only sends them. */
export const Base64 = new GraphQLScalarType<Uint8Array, string>({
  name: 'Base64',
  description: 'Little-endian numbers as base64.',
  serialize: (value) => {
    if (!(value instanceof Uint8Array)) throw new TypeError(`Expected bytes, got ${typeof value}.`);
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
  },
  parseValue: (value) => Buffer.from(String(value), 'base64'),
  parseLiteral: (node) => Buffer.from(node.kind === Kind.STRING ? node.value : '', 'base64'),
});
