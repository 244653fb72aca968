/** Parts of a screen that stay where they are while the screen changes around them, so that typing is never disturbed. */

export interface Piece<Value> {
  readonly element: HTMLElement;
  update(value: Value): void;
}

/** Keeps `host`'s children in step with a list of values: known keys are updated, others made or taken away. */
export class PieceList<Value> {
  readonly #host: HTMLElement;
  readonly #make: (value: Value) => Piece<Value>;
  #pieces = new Map<string, Piece<Value>>();

  constructor(host: HTMLElement, make: (value: Value) => Piece<Value>) {
    this.#host = host;
    this.#make = make;
  }

  /** Each value with its key; no key may come twice. */
  show(values: readonly (readonly [key: string, value: Value])[]): void {
    const pieces = new Map(values.map(([key, value]) => [key, this.#pieces.get(key) ?? this.#make(value)]));
    for (const [key, piece] of this.#pieces) if (!pieces.has(key)) piece.element.remove();
    this.#pieces = pieces;
    let place = this.#host.firstElementChild;
    for (const [key, value] of values) {
      const piece = pieces.get(key);
      if (!piece) continue;
      piece.update(value);
      if (piece.element === place) place = place.nextElementSibling;
      else this.#host.insertBefore(piece.element, place);
    }
  }
}

/** A piece that is drawn anew whenever its value is another one. */
export function redrawn<Value>(element: HTMLElement, draw: (value: Value) => readonly (Node | string)[]): Piece<Value> {
  let shown: string | undefined;
  return {
    element,
    update: (value) => {
      const next = JSON.stringify(value);
      if (next === shown) return;
      shown = next;
      element.replaceChildren(...draw(value));
    },
  };
}
