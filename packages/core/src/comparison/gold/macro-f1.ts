/**
 * F1 of each class, averaged over the classes that occur among the true labels, each counting the same.
 *
 * @param truth - label of each item, in 0 … count − 1
 * @param predicted - predicted label of each item, in the same range
 * @param weights - how often each item counts; once when left out
 * @returns 0 for no items.
 */
export function macroF1(truth: Int32Array, predicted: Int32Array, count: number, weights?: Int32Array): number {
  const right = new Float64Array(count);
  const inTruth = new Float64Array(count);
  const inPrediction = new Float64Array(count);
  for (let i = 0; i < truth.length; i++) {
    const weight = weights ? weights[i] : 1;
    inTruth[truth[i]] += weight;
    inPrediction[predicted[i]] += weight;
    if (truth[i] === predicted[i]) right[truth[i]] += weight;
  }
  let sum = 0;
  let classes = 0;
  for (let label = 0; label < count; label++) {
    if (inTruth[label] === 0) continue;
    classes++;
    sum += (2 * right[label]) / (inTruth[label] + inPrediction[label]);
  }
  return classes === 0 ? 0 : sum / classes;
}
