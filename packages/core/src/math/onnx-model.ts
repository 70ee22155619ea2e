/** A node of an ONNX graph: an operator with named inputs and outputs. */
export interface OnnxNode {
  operator: string;
  inputs: string[];
  outputs: string[];
  /** Attributes by name: an integer, a list of integers, or a number with a fraction as `{ float }`. None is negative. */
  attributes?: Record<string, number | number[] | { float: number }>;
}

/** A value that enters or leaves an ONNX graph. */
export interface OnnxValue {
  name: string;
  type: 'float32' | 'int32' | 'int64';
  /** One name or number per dimension; a name stands for a size known only at run time. */
  shape: (string | number)[];
}

/** A constant of an ONNX graph: weights, or a shape as int64. */
export interface OnnxConstant {
  name: string;
  shape: number[];
  /** As many numbers as the shape holds, row by row. */
  data: Float32Array | BigInt64Array;
}

const ELEMENT_TYPES = { float32: 1, int32: 6, int64: 7 } as const;
const ATTRIBUTE_TYPES = { float: 1, integer: 2, integers: 7 } as const;
const IR_VERSION = 8;
const OPSET_VERSION = 17;

/**
 * Writes an ONNX model, as onnxruntime reads it.
 *
 * Built in code, so that no binary file has to be kept in the repository and every operator can be read where it is used.
 *
 * @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto - the field numbers below
 */
export function encodeOnnxModel(
  nodes: OnnxNode[],
  inputs: OnnxValue[],
  outputs: OnnxValue[],
  constants: OnnxConstant[] = [],
): Uint8Array {
  const graph = join(
    ...nodes.map((node) => message(1, encodeNode(node))),
    text(2, 'graph'),
    ...constants.map((constant) => message(5, encodeConstant(constant))),
    ...inputs.map((value) => message(11, encodeValue(value))),
    ...outputs.map((value) => message(12, encodeValue(value))),
  );
  return join(integer(1, IR_VERSION), message(7, graph), message(8, join(text(1, ''), integer(2, OPSET_VERSION))));
}

function encodeNode(node: OnnxNode): Uint8Array {
  return join(
    ...node.inputs.map((name) => text(1, name)),
    ...node.outputs.map((name) => text(2, name)),
    text(4, node.operator),
    ...Object.entries(node.attributes ?? {}).map(([name, value]) =>
      message(5, join(text(1, name), encodeAttributeValue(value))),
    ),
  );
}

function encodeAttributeValue(value: number | number[] | { float: number }): Uint8Array {
  if (typeof value === 'number') return join(integer(3, value), integer(20, ATTRIBUTE_TYPES.integer));
  if (Array.isArray(value)) {
    return join(...value.map((item) => integer(8, item)), integer(20, ATTRIBUTE_TYPES.integers));
  }
  return join(float(2, value.float), integer(20, ATTRIBUTE_TYPES.float));
}

function encodeConstant({ name, shape, data }: OnnxConstant): Uint8Array {
  const type = data instanceof Float32Array ? ELEMENT_TYPES.float32 : ELEMENT_TYPES.int64;
  return join(
    ...shape.map((size) => integer(1, size)),
    integer(2, type),
    text(8, name),
    message(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
  );
}

function encodeValue(value: OnnxValue): Uint8Array {
  const dimensions = value.shape.map((size) => message(1, typeof size === 'number' ? integer(1, size) : text(2, size)));
  const tensorType = join(integer(1, ELEMENT_TYPES[value.type]), message(2, join(...dimensions)));
  return join(text(1, value.name), message(2, message(1, tensorType)));
}

// Protocol buffers: a field is its number and wire type (0 = varint, 2 = length and bytes, 5 = four bytes), then the value.

function join(...parts: Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  bytes.push(value);
  return bytes;
}

function integer(field: number, value: number): Uint8Array {
  return Uint8Array.from([...varint(field * 8), ...varint(value)]);
}

function float(field: number, value: number): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(4));
  bytes.setFloat32(0, value, true);
  return join(Uint8Array.from(varint(field * 8 + 5)), new Uint8Array(bytes.buffer));
}

function message(field: number, bytes: Uint8Array): Uint8Array {
  return join(Uint8Array.from([...varint(field * 8 + 2), ...varint(bytes.length)]), bytes);
}

function text(field: number, value: string): Uint8Array {
  return message(field, new TextEncoder().encode(value));
}
