/** When a share has changed against its own past: never from a few tries, always for a stop, over once it is back. */
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  fewestBefore,
  fewestHitsBefore,
  fewestLately,
  judgeChange,
  type Question,
  type Share,
  type Try,
} from "../../../core/alerts/index.ts";

const minute = 60_000;
const now = Date.UTC(2026, 10, 22, 12);
const since = now - 3 * 24 * 60 * minute;

/** So many tries, of which this share hits, spread evenly; the newest is last, one a minute until now. */
const series = (...parts: readonly (readonly [count: number, share: number])[]): Try[] => {
  const hits = parts.flatMap(([count, share]) =>
    Array.from({ length: count }, (_, place) => Math.floor((place + 1) * share) > Math.floor(place * share)),
  );
  return hits.map((hit, place) => ({ at: now - (hits.length - place) * minute, hit }));
};

const ask = (direction: Question["direction"], tries: readonly Try[], usual?: Share) =>
  judgeChange(tries, { direction, since, usual }).kind;

const share = fc.double({ min: 0, max: 1, noNaN: true });
const anyTries = (most: number) => fc.array(fc.boolean(), { maxLength: most });
const asTries = (hits: readonly boolean[], from = now): Try[] =>
  hits.map((hit, place) => ({ at: from - place * minute, hit }));
const directions = fc.constantFrom("fell" as const, "rose" as const);

describe("few data", () => {
  it("never say anything: few newest tries, few before, or none that ever hit", () => {
    const few = fewestLately + fewestBefore - 1;
    fc.assert(
      fc.property(directions, anyTries(few), (direction, hits) => {
        expect(ask(direction, asTries(hits))).not.toBe("changed");
      }),
    );
    fc.assert(
      fc.property(directions, anyTries(fewestLately - 1), share, (direction, lately, usual) => {
        const before = series([500, usual]).map(({ at, hit }) => ({ at: at - 4 * 24 * 60 * minute, hit }));
        expect(ask(direction, [...asTries(lately), ...before])).toBe("unknown");
      }),
    );
    const hardly = series([300, (fewestHitsBefore - 1) / 300], [200, 0]);
    expect(ask("fell", hardly)).toBe("unknown");
  });
});

describe("a share that stays as it was", () => {
  it("is never a change, however high it is", () => {
    fc.assert(
      fc.property(directions, fc.integer({ min: 1, max: 900 }), share, (direction, count, usual) => {
        expect(ask(direction, series([count, usual]))).not.toBe("changed");
      }),
    );
  });

  it("nor one that falls by a third or rises by half, as shares do", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 0.6, noNaN: true }), (usual) => {
        expect(ask("fell", series([400, usual], [400, usual * 0.67]))).not.toBe("changed");
        expect(ask("rose", series([400, usual], [400, usual * 1.5]))).not.toBe("changed");
      }),
    );
  });
});

/** So many tries are enough to be certain that nobody gets through any more. */
const enough = (usual: number): number => Math.max(fewestLately, Math.ceil(40 / usual));

describe("a real stop", () => {
  it("is a change once enough people met it, and over once enough got through again", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 1, noNaN: true }), (usual) => {
        const met = enough(usual);
        const stopped = judgeChange(series([400, usual], [met, 0]), { direction: "fell", since });
        expect(stopped.kind).toBe("changed");
        if (stopped.kind !== "changed") return;
        // However long it lasts, and although the stop is most of the past by then.
        expect(ask("fell", series([400, usual], [900, 0]), stopped.usual)).toBe("changed");
        expect(ask("fell", series([400, usual], [900, 0], [met, usual]), stopped.usual)).toBe("usual");
      }),
    );
  });

  it("is one although somebody still gets through", () => {
    expect(ask("fell", series([400, 0.6], [120, 0.08]))).toBe("changed");
  });

  it("names what was usual and how it is now", () => {
    const judged = judgeChange(series([400, 0.5], [60, 0]), { direction: "fell", since });
    expect(judged).toMatchObject({ kind: "changed", lately: { hits: 0 } });
    const figures = judged.kind === "changed" ? judged : undefined;
    expect((figures?.usual.hits ?? 0) / (figures?.usual.of ?? 1)).toBeGreaterThan(0.4);
  });

  it("that is older than what may count as new is not told as news", () => {
    const old = series([400, 0.5], [60, 0]).map(({ at, hit }) => ({ at: at - 4 * 24 * 60 * minute, hit }));
    expect(ask("fell", old)).toBe("unknown");
  });
});

describe("refusals that jump", () => {
  it("are a change, and over once answers are taken again", () => {
    const judged = judgeChange(series([300, 0.03], [40, 0.8]), { direction: "rose", since });
    expect(judged.kind).toBe("changed");
    if (judged.kind !== "changed") return;
    expect(ask("rose", series([300, 0.03], [40, 0.8], [60, 0.03]), judged.usual)).toBe("usual");
  });

  it("from none to some are nobody's trouble", () => {
    expect(ask("rose", series([300, 0], [100, 0.1]))).not.toBe("changed");
  });

  it("where half were refused all along are no news", () => {
    expect(ask("rose", series([300, 0.5], [100, 1]))).not.toBe("changed");
  });
});
