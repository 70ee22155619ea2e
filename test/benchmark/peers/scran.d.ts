/** The part of scran.js that the benchmark calls; the package has no types. */
declare module 'scran.js' {
  interface WasmArray {
    array(): Float64Array;
    free(): void;
  }
  export function initialize(options: { numberOfThreads: number }): Promise<boolean>;
  export function createFloat64WasmArray(length: number): WasmArray;
  export function clusterKmeans(
    points: WasmArray,
    clusters: number,
    options: { numberOfDims: number; numberOfCells: number; initSeed: number; numberOfThreads: number },
  ): { clusters(options: { copy: boolean }): Int32Array; free(): void };
}
