/** `A` for the first run of a comparison, `B` for the second, up to `T` for the twentieth. */
export function nameRunLetter(place: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + place);
}
