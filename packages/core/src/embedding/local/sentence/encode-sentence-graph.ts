import { encodeOnnxModel } from '../../../math/onnx-model.ts';
import type { OnnxConstant, OnnxNode } from '../../../math/onnx-model.ts';
import type { SentenceWeights } from './sentence-weights.ts';

/** Length of a piece's own vector, and of its position's. */
export const PIECE_DIMENSIONS = 256;
const HEADS = 4;
const LAYERS = [
  { width: 256, scale: 1 / Math.sqrt(64) },
  { width: 512, scale: 1 / Math.sqrt(128) },
] as const;

const APPLIED = 'module_apply_default/Encoder_en/KonaTransformer/Encode';
const STACK = `${APPLIED}/TransformerStack`;
const KERNEL = 'module/Encoder_en/KonaTransformer/Encode';
const JOINED = 'ConcatPartitions/concat';

/**
 * Writes the Universal Sentence Encoder Lite as an ONNX model: two layers of a transformer over the pieces of a text, the
 * mean of what comes out, one tanh layer, unit length.
 *
 * Inputs, for b texts of up to t pieces: `ids` (b, t), numbers of pieces; `positions` (t, 256); `mask` (b, 1, 1, t), 0
 * for a piece and −1e9 behind the last; `shares` (b, 1, t), one over the number of pieces, and 0 behind the last. Output:
 * `vectors` (b, 512).
 *
 * @see Cer et al., "Universal Sentence Encoder", 2018, section 3.1
 * @see Vaswani et al., "Attention Is All You Need", 2017
 */
export function encodeSentenceGraph({ tensors }: SentenceWeights): Uint8Array {
  const nodes: OnnxNode[] = [];
  const constants: OnnxConstant[] = [];

  const add = (operator: string, inputs: string[], attributes?: OnnxNode['attributes']): string => {
    const output = `${operator}-${nodes.length}`;
    nodes.push({ operator, inputs, outputs: [output], attributes });
    return output;
  };
  const addConstant = (name: string, shape: number[], data: Float32Array | BigInt64Array): string => {
    constants.push({ name, shape, data });
    return name;
  };
  /** A tensor of the package. Kernels of convolutions of width one have two leading sizes of 1, left out here. */
  const weight = (name: string): string => {
    const tensor = tensors.get(name);
    if (tensor === undefined) throw new Error(`Expected the weights "${name}" in the sentence encoder's package.`);
    const shape = tensor.shape.length === 4 ? tensor.shape.slice(2) : tensor.shape;
    return addConstant(name, shape, tensor.data);
  };
  const multiply = (x: string, kernel: string, bias: string): string =>
    add('Add', [add('MatMul', [x, weight(kernel)]), weight(bias)]);
  const normalise = (x: string, name: string): string => {
    const scale = weight(`${name}/layer_prepostprocess/layer_norm/layer_norm_scale/${JOINED}`);
    const bias = weight(`${name}/layer_prepostprocess/layer_norm/layer_norm_bias/${JOINED}`);
    return add('LayerNormalization', [x, scale, bias], { epsilon: { float: 1e-6 } });
  };
  const reshape = (x: string, name: string, sizes: number[]): string =>
    add('Reshape', [x, addConstant(name, [sizes.length], BigInt64Array.from(sizes, BigInt))]);

  const addAttention = (x: string, layer: number): string => {
    const { width, scale } = LAYERS[layer];
    const name = `Layer_${layer}/TransformerLayer`;
    const attention = `${name}/MultiheadAttention`;
    const all = multiply(
      normalise(x, `${APPLIED}/${name}`),
      `${KERNEL}/${attention}/qkv_transform_single/kernel/part_0`,
      `${APPLIED}/${attention}/qkv_transform_single/bias/${JOINED}`,
    );
    const parts = ['query', 'key', 'value'].map((part) => `${part}-${layer}`);
    nodes.push({ operator: 'Split', inputs: [all], outputs: parts, attributes: { axis: 2 } });
    const [query, key, value] = parts.map((part) =>
      add('Transpose', [reshape(part, `${part}-heads`, [0, 0, HEADS, width / HEADS])], { perm: [0, 2, 1, 3] }),
    );
    const scaled = add('Mul', [query, addConstant(`scale-${layer}`, [], Float32Array.of(scale))]);
    const scores = add('MatMul', [scaled, add('Transpose', [key], { perm: [0, 1, 3, 2] })]);
    const weights = add('Softmax', [add('Add', [scores, 'mask'])], { axis: 3 });
    const mixed = add('Transpose', [add('MatMul', [weights, value])], { perm: [0, 2, 1, 3] });
    return multiply(
      reshape(mixed, `joined-${layer}`, [0, 0, width]),
      `${KERNEL}/${attention}/output_transform_single/kernel/part_0`,
      `${APPLIED}/${attention}/output_transform_single/bias/${JOINED}`,
    );
  };
  const addFeedForward = (x: string, layer: number): string => {
    const name = `Layer_${layer}/TransformerLayer/FFN`;
    const hidden = multiply(
      normalise(x, `${APPLIED}/${name}`),
      `${STACK}/${name}/conv1/Tensordot/Reshape_1`,
      `${APPLIED}/${name}/conv1/bias/${JOINED}`,
    );
    return multiply(
      add('Relu', [hidden]),
      `${STACK}/${name}/conv2/Tensordot/Reshape_1`,
      `${APPLIED}/${name}/conv2/bias/${JOINED}`,
    );
  };

  const pieces = add('Gather', [weight('module/Embeddings_en'), 'ids']);
  // Twice the pieces: the original adds the positions to them, and the sum to them again.
  const x = add('Add', [add('Add', [pieces, pieces]), 'positions']);
  const dense = `${APPLIED}/Layer_0/TransformerLayer/dense`;
  const widened = multiply(x, `${dense}/kernel/${JOINED}`, `${dense}/bias/${JOINED}`);
  const attended = add('Add', [addAttention(x, 0), widened]);
  const first = add('Add', [addFeedForward(attended, 0), attended]);
  const attendedAgain = add('Add', [addAttention(first, 1), first]);
  const second = add('Add', [addFeedForward(attendedAgain, 1), attendedAgain]);

  const mean = reshape(add('MatMul', ['shares', second]), 'text', [-1, LAYERS[1].width]);
  const last = 'module/Encoder_en/hidden_layers/tanh_layer_0';
  const bent = add('Tanh', [multiply(mean, `${last}/weights`, `${last}/bias`)]);
  nodes.push({ operator: 'LpNormalization', inputs: [bent], outputs: ['vectors'], attributes: { axis: 1, p: 2 } });

  return encodeOnnxModel(
    nodes,
    [
      { name: 'ids', type: 'int32', shape: ['b', 't'] },
      { name: 'positions', type: 'float32', shape: ['t', PIECE_DIMENSIONS] },
      { name: 'mask', type: 'float32', shape: ['b', 1, 1, 't'] },
      { name: 'shares', type: 'float32', shape: ['b', 1, 't'] },
    ],
    [{ name: 'vectors', type: 'float32', shape: ['b', LAYERS[1].width] }],
    constants,
  );
}
