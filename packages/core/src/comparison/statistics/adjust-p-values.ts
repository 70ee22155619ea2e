/**
 * Holm's correction: p-values that may be read side by side. Among many tests one in twenty would otherwise come out
 * below 0.05 by chance.
 *
 * @param pValues - null ones are passed through.
 * @returns in the same order; each at least as large as it was.
 * @see Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 1979
 */
export function adjustPValues(pValues: readonly (number | null)[]): (number | null)[] {
  const tested = pValues.flatMap((pValue, index) => (pValue === null ? [] : [{ pValue, index }]));
  tested.sort((a, b) => a.pValue - b.pValue);
  const adjusted = [...pValues];
  let largest = 0;
  tested.forEach(({ pValue, index }, rank) => {
    largest = Math.max(largest, Math.min(1, pValue * (tested.length - rank)));
    adjusted[index] = largest;
  });
  return adjusted;
}
