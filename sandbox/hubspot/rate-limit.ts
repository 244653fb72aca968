/** Counts calls in a window that rolls, as HubSpot's does (HubSpot reference 6.2). */
export class RollingLimit {
  readonly windowMs: number;
  readonly #calls = new Map<string, number[]>();

  constructor(windowMs: number) {
    this.windowMs = windowMs;
  }

  /** Counts one call if there is room; returns how many more would fit, or undefined if this one did not. */
  take(key: string, limit: number, now: number): number | undefined {
    const recent = (this.#calls.get(key) ?? []).filter((at) => at > now - this.windowMs);
    this.#calls.set(key, recent);
    if (recent.length >= limit) return undefined;
    recent.push(now);
    return limit - recent.length;
  }
}
