/**
 * How fast messages leave one number (WhatsApp reference 8.1).
 *
 * Two rules together. Slots, evenly spread and shared by all processes, say when a message may go. And in each process a
 * message occupies its place from the moment it leaves until one second after its answer: WhatsApp saw it somewhere in
 * between, so that however long single calls take, no second at WhatsApp's side holds more than the limit, as long as one
 * process sends from the number. Of several, slots alone keep the messages apart.
 */
export interface Slots {
  /** Taken from the shared row at a time. */
  readonly lot: number;
  /** Microseconds between two slots: whole milliseconds would halve a limit of a thousand. */
  readonly intervalUs: number;
}

export const secondMs = 1_000;

/** Stretched a little, so that slots that are used late still fit into their second. */
const stretch = 1.02;

/** A quarter of a second at a time: each lot costs a commit, which is slow where the disk is busy. */
export function slotsFor(perSecond: number): Slots {
  const lot = Math.max(1, Math.floor(perSecond / 4));
  return { lot, intervalUs: Math.ceil((1_000_000 * stretch) / perSecond) };
}

/** @returns the first of `count` slots and the row's new value, microseconds since 1970 */
export function takeSlots(
  row: number | undefined,
  nowUs: number,
  count: number,
  { intervalUs }: Slots,
): { readonly firstUs: number; readonly row: number } {
  const firstUs = Math.max(row ?? 0, nowUs);
  return { firstUs, row: firstUs + count * intervalUs };
}

/** Messages of one number that WhatsApp may have counted within one second from now. */
export class Occupied {
  #underWay = 0;
  /** When places are free again, oldest first, epoch ms. */
  readonly #freeAt: number[] = [];
  #first = 0;

  /** @param freeAt so many places that an earlier process left occupied until then */
  constructor(places = 0, freeAt = 0) {
    for (let place = 0; place < places; place += 1) this.#freeAt.push(freeAt);
  }

  /** @returns undefined where there is room, else from when on to ask again; Infinity: once an answer came */
  busyUntil(now: number, perSecond: number): number | undefined {
    while (this.#first < this.#freeAt.length && (this.#freeAt[this.#first] ?? 0) <= now) this.#first += 1;
    if (this.#first > 4_096) {
      this.#freeAt.splice(0, this.#first);
      this.#first = 0;
    }
    const taken = this.#underWay + this.#freeAt.length - this.#first;
    if (taken < perSecond) return undefined;
    return this.#freeAt[this.#first] ?? Number.POSITIVE_INFINITY;
  }

  leaves(): void {
    this.#underWay += 1;
  }

  answered(now: number): void {
    this.#underWay -= 1;
    // The clock may step back; places stay in order.
    this.#freeAt.push(Math.max(now + secondMs, this.#freeAt.at(-1) ?? 0));
  }
}

/** Recipients in hand at once: half a second's worth, so that a STOP meets few messages that have left already. */
export function callsAtOnce(perSecond: number): number {
  return Math.min(128, Math.max(4, Math.ceil(perSecond / 2)));
}
