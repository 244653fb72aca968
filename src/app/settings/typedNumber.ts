/** What a number's field says; `empty`, which the server refuses at the field, where nothing or no number was typed. */
export function typedNumber(value: unknown, empty: number): number {
  return typeof value === "number" && Number.isFinite(value) ? value : empty;
}
