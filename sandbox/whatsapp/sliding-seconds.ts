/** How many messages of a number arrived within any second: of every window that begins with a message, none left out. */
export interface NumberPace {
  readonly phoneNumberId: string;
  readonly messages: number;
  /** Of the fullest second. */
  readonly most: number;
  /** When each arrived, milliseconds since 1970 with fractions, in order. */
  readonly arrivals: readonly number[];
}

export const secondMs = 1_000;

export class SlidingSeconds {
  readonly #numbers = new Map<string, { arrivals: number[]; first: number; most: number }>();

  arrived(phoneNumberId: string, at: number = performance.timeOrigin + performance.now()): void {
    const number = this.#numbers.get(phoneNumberId) ?? { arrivals: [], first: 0, most: 0 };
    this.#numbers.set(phoneNumberId, number);
    number.arrivals.push(at);
    // The window ends with this message; whatever is a second older or more is outside of it.
    while ((number.arrivals[number.first] ?? at) <= at - secondMs) number.first += 1;
    number.most = Math.max(number.most, number.arrivals.length - number.first);
  }

  read(): NumberPace[] {
    return [...this.#numbers].map(([phoneNumberId, { arrivals, most }]) => ({
      phoneNumberId,
      messages: arrivals.length,
      most,
      arrivals,
    }));
  }
}
