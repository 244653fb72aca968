/** Whatever is done to a trail is found and named, and an intact one is left in peace. */
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  type Anchor,
  anchorLine,
  beginningOf,
  type ChainedEntry,
  entryLine,
  type KnownAnchor,
  lastAnchor,
  linkHash,
  verifyFile,
} from "../../../core/audit/index.ts";
import { chainOf, sha256 } from "./chain-of.ts";

const words = fc.oneof(fc.string({ unit: "grapheme", maxLength: 12 }), fc.constantFrom("flw_1", "\n", '"', "é", "�"));
const contents = fc.record({
  id: words,
  at: fc.integer({ min: 0, max: 2_000_000_000_000 }),
  actor: words,
  action: words,
  subject: words,
});
/** A trail of at least so many entries. */
const trails = (least: number) =>
  fc
    .tuple(fc.stringMatching(/^[0-9]{3,9}$/), fc.array(contents, { minLength: least, maxLength: 9 }))
    .map(([portalId, all]) => chainOf(portalId, all));

const anchorAt = ({ portalId, seq, hash }: ChainedEntry): Anchor => ({ kind: "anchor", portalId, seq, hash });

/** As it is exported: with the anchor of its end. */
const exported = (entries: readonly ChainedEntry[]): string => {
  const last = entries.at(-1);
  return [...entries.map(entryLine), last ? anchorLine(anchorAt(last)) : ""].join("");
};
const verify = (text: string, anchors: readonly KnownAnchor[] = []) => verifyFile(text, sha256, anchors);
const at = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index % items.length];
  if (item === undefined) throw new Error("The list is empty.");
  return item;
};
const kindsOf = (text: string, anchors: readonly KnownAnchor[] = []) =>
  verify(text, anchors).findings.map((f) => f.kind);
const places = (text: string, anchors: readonly KnownAnchor[] = []) => verify(text, anchors).findings.map((f) => f.seq);

describe("an intact trail", () => {
  it("has nothing against it, with any anchor that was taken of it", () => {
    fc.assert(
      fc.property(trails(1), fc.nat(), (entries, pick) => {
        const earlier = at(entries, pick);
        const anchors: KnownAnchor[] = [anchorAt(earlier), { kind: "hash", hash: earlier.hash }];
        const last = at(entries, entries.length - 1);
        expect(verify(exported(entries), [...anchors, beginningOf(last.portalId, sha256)])).toEqual({
          ok: true,
          entries: entries.length,
          anchor: anchorAt(last),
          findings: [],
        });
      }),
    );
  });

  it("may have no entries", () => {
    const beginning = beginningOf("4417203", sha256);
    expect(verify(anchorLine(beginning))).toEqual({ ok: true, entries: 0, anchor: beginning, findings: [] });
  });

  it("has the same hashes for good", () => {
    const content = { id: "aud_x", at: 1_750_000_000_000, actor: "user:5", action: "published", subject: "flw_é" };
    expect(beginningOf("4417203", sha256).hash).toBe(
      "345071a5af268ea9afc0e0af0e72e009f8a3eb56b895656b574b447fe46a2413",
    );
    expect(chainOf("4417203", [content])[0]?.hash).toBe(
      "dc8ba295849817fbb03e0abd2f18173ab4854d1c5ca0e5d12aec1e4b1d2b8611",
    );
  });
});

describe("an exported trail", () => {
  it("with any byte changed is found out, at that line", () => {
    fc.assert(
      fc.property(trails(1), fc.nat(), fc.integer({ min: 1, max: 255 }), (entries, pick, flip) => {
        const bytes = Buffer.from(exported(entries));
        const index = pick % bytes.length;
        const line = bytes.subarray(0, index).filter((byte) => byte === 10).length + 1;
        bytes[index] = (bytes[index] ?? 0) ^ flip;
        let text: string;
        try {
          text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
        } catch {
          // No text any more: refused before it is looked at.
          return;
        }
        const verdict = verify(text);
        expect(verdict.ok).toBe(false);
        // A line end that is gone is noticed where two lines have become one; an anchor with other words, everywhere.
        if (line <= entries.length) {
          const near = [line - 1, line, line + 1];
          expect(verdict.findings.some(({ seq }) => near.includes(seq))).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("with an entry put in is found out, whether a copy or well made up", () => {
    fc.assert(
      fc.property(trails(1), fc.nat(), fc.nat(), contents, fc.boolean(), (entries, place, pick, content, copied) => {
        const index = place % (entries.length + 1);
        const before = entries[index - 1];
        const { portalId } = at(entries, 0);
        const seq = index + 1;
        const hash = before?.hash ?? beginningOf(portalId, sha256).hash;
        const made = { seq, portalId, ...content, hash: linkHash(hash, seq, { portalId, ...content }, sha256) };
        const forged = copied ? at(entries, pick) : made;
        const lines = exported(entries).split(/(?<=\n)/);
        lines.splice(index, 0, entryLine(forged));
        const found = places(lines.join(""));
        expect(found.length).toBeGreaterThan(0);
        if (!copied) expect(found.some((place) => [seq, seq + 1].includes(place))).toBe(true);
      }),
    );
  });

  it("with two entries swapped is found out, and the first of them named", () => {
    fc.assert(
      fc.property(trails(2), fc.nat(), fc.nat(), (entries, a, b) => {
        const [first, second] = [a % entries.length, b % entries.length].sort((x, y) => x - y);
        fc.pre(first !== undefined && second !== undefined && first !== second);
        const lines = exported(entries).split(/(?<=\n)/);
        [lines[first], lines[second]] = [lines[second] ?? "", lines[first] ?? ""];
        expect(places(lines.join(""))).toContain(first + 1);
      }),
    );
  });

  it("with an entry taken out of the middle is found out, by its number", () => {
    fc.assert(
      fc.property(trails(2), fc.nat(), (entries, pick) => {
        const gone = pick % (entries.length - 1);
        const { findings } = verify(exported(entries.toSpliced(gone, 1)));
        expect(findings).toEqual([{ kind: "missing", seq: gone + 1, says: `Entry ${gone + 1} is missing.` }]);
      }),
    );
  });

  it("with its end cut off says so, be it at a line's end or not", () => {
    fc.assert(
      fc.property(trails(1), fc.nat(), (entries, pick) => {
        const text = exported(entries);
        expect(verify(text.slice(0, pick % text.length)).ok).toBe(false);
      }),
    );
  });
});

describe("an anchor that was kept elsewhere", () => {
  it("shows that entries are gone from the end, though the file was closed again neatly", () => {
    fc.assert(
      fc.property(trails(2), fc.nat(), (entries, pick) => {
        const left = entries.slice(0, 1 + (pick % (entries.length - 1)));
        const last = at(entries, entries.length - 1);
        const text = exported(left);
        expect(verify(text).ok).toBe(true);
        expect(kindsOf(text, [anchorAt(last)])).toEqual(["cut-off"]);
        expect(kindsOf(text, [{ kind: "hash", hash: last.hash }])).toEqual(["cut-off"]);
      }),
    );
  });

  it("shows that everything was written anew, though each hash fits", () => {
    fc.assert(
      fc.property(trails(1), fc.nat(), fc.nat(), (entries, changed, later) => {
        const index = changed % entries.length;
        const anchored = index + (later % (entries.length - index));
        const other = entries.map(({ seq: _, hash: __, portalId: ___, ...content }, place) =>
          place === index ? { ...content, subject: `${content.subject}!` } : content,
        );
        const { portalId } = at(entries, 0);
        const text = exported(chainOf(portalId, other));
        expect(verify(text).ok).toBe(true);
        expect(kindsOf(text, [anchorAt(at(entries, anchored))])).toEqual(["rewritten"]);
      }),
    );
  });

  it("of another portal is no anchor of this one", () => {
    const content = { id: "aud_1", at: 1, actor: "operator", action: "sent", subject: "snd_1" };
    expect(kindsOf(exported(chainOf("1", [content])), [anchorAt(at(chainOf("2", [content]), 0))])).toEqual([
      "other-portal",
    ]);
  });

  it("is read off an export, or a file of its own", () => {
    const entries = chainOf("7", [{ id: "aud_1", at: 1, actor: "system", action: "erased", subject: "per_1" }]);
    const anchor = anchorAt(at(entries, 0));
    expect(lastAnchor(exported(entries))).toEqual(anchor);
    expect(lastAnchor(anchorLine(anchor))).toEqual(anchor);
    expect(lastAnchor("no anchor")).toBeUndefined();
  });
});
