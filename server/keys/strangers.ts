/**
 * Notices that many phones use a key that is not ours. One phone with an old key is normal: it gets 421 once and
 * fetches the new one. Several within minutes mean that Meta itself gives out another key.
 */
import type { RingPlace } from "./ring.ts";

const burst = 5;
const withinMs = 5 * 60_000;
/** After an alarm the same ring is left alone for so long. */
const quietMs = 10 * 60_000;

export interface StrangerWatch {
  seen(place: RingPlace): void;
}

export function strangerWatch(now: () => number, onBurst: (place: RingPlace) => void): StrangerWatch {
  const rings = new Map<string, { times: number[]; quietUntil: number }>();
  return {
    seen: (place) => {
      const name = `${place.portalId}/${place.connectionId}`;
      const ring = rings.get(name) ?? { times: [], quietUntil: 0 };
      rings.set(name, ring);
      const at = now();
      ring.times = [...ring.times, at].filter((time) => time > at - withinMs).slice(-burst);
      if (ring.times.length < burst || at < ring.quietUntil) return;
      ring.quietUntil = at + quietMs;
      onBurst(place);
    },
  };
}
