/**
 * What stands in a session in place of a code that was right: when that was, and for whom or what. Whoever changes the
 * surname or the number afterwards has to prove it anew. Nobody can type one: what is typed is checked first.
 */
export interface Proved {
  /** Epoch milliseconds. */
  readonly at: number;
  /** The surname or the number that it was proved with. */
  readonly about: string;
}

const begin = "proved";

export function markOf({ at, about }: Proved): string {
  return `${begin}:${at}:${about}`;
}

export function provedBy(mark: unknown): Proved | undefined {
  const [, at, about] = typeof mark === "string" ? (/^proved:(\d+):(.*)$/su.exec(mark) ?? []) : [];
  return at === undefined || about === undefined ? undefined : { at: Number(at), about };
}
