/** Integers in a typed array that doubles when full, for when nobody knows beforehand how many there will be. */
export class GrowingInt32 {
  private data = new Int32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.data.length) {
      const larger = new Int32Array(this.data.length * 2);
      larger.set(this.data);
      this.data = larger;
    }
    this.data[this.length++] = value;
  }

  /** @param index - in 0 … length − 1. */
  at(index: number): number {
    return this.data[index];
  }

  /** Adds one to a number. @param index - in 0 … length − 1. */
  increment(index: number): void {
    this.data[index]++;
  }

  /** A copy of all numbers. */
  finish(): Int32Array {
    return this.data.slice(0, this.length);
  }
}
