/** A node of an ONNX graph: an operator with named inputs and outputs. */
export interface OnnxNode {
  operator: string;
  inputs: string[];
  outputs: string[];
  /** Integer attributes by name. */
  attributes?: Record<string, number>;
}

/** A value that enters or leaves an ONNX graph. */
export interface OnnxValue {
  name: string;
  type: 'float32' | 'int32' | 'int64';
  /** One name or number per dimension; a name stands for a size known only at run time. */
  shape: (string | number)[];
}

const ELEMENT_TYPES = { float32: 1, int32: 6, int64: 7 } as const;
const INTEGER_ATTRIBUTE = 2;
const IR_VERSION = 8;
const OPSET_VERSION = 17;

/**
 * Writes an ONNX model of a few nodes and no weights, as onnxruntime reads it.
 *
 * Built in code, so that no binary file has to be kept in the repository and every operator can be read where it is used.
 *
 * @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto - the field numbers below
 */
export function encodeOnnxModel(nodes: OnnxNode[], inputs: OnnxValue[], outputs: OnnxValue[]): Uint8Array {
  const graph = [
    ...nodes.flatMap((node) => message(1, encodeNode(node))),
    ...text(2, 'graph'),
    ...inputs.flatMap((value) => message(11, encodeValue(value))),
    ...outputs.flatMap((value) => message(12, encodeValue(value))),
  ];
  return Uint8Array.from([
    ...integer(1, IR_VERSION),
    ...message(7, graph),
    ...message(8, [...text(1, ''), ...integer(2, OPSET_VERSION)]),
  ]);
}

function encodeNode(node: OnnxNode): number[] {
  return [
    ...node.inputs.flatMap((name) => text(1, name)),
    ...node.outputs.flatMap((name) => text(2, name)),
    ...text(4, node.operator),
    ...Object.entries(node.attributes ?? {}).flatMap(([name, value]) =>
      message(5, [...text(1, name), ...integer(3, value), ...integer(20, INTEGER_ATTRIBUTE)]),
    ),
  ];
}

function encodeValue(value: OnnxValue): number[] {
  const dimensions = value.shape.flatMap((size) =>
    message(1, typeof size === 'number' ? integer(1, size) : text(2, size)),
  );
  const tensorType = [...integer(1, ELEMENT_TYPES[value.type]), ...message(2, dimensions)];
  return [...text(1, value.name), ...message(2, message(1, tensorType))];
}

// Protocol buffers: a field is its number and wire type (0 = varint, 2 = length and bytes), then the value.

function varint(value: number): number[] {
  const bytes: number[] = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  bytes.push(value);
  return bytes;
}

function integer(field: number, value: number): number[] {
  return [...varint(field * 8), ...varint(value)];
}

function message(field: number, bytes: number[]): number[] {
  return [...varint(field * 8 + 2), ...varint(bytes.length), ...bytes];
}

function text(field: number, value: string): number[] {
  return message(field, [...new TextEncoder().encode(value)]);
}
