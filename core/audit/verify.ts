/** Follows a portal's chain from its beginning and says what is wrong with it, and where. */
import { z } from "zod";
import {
  type Anchor,
  beginningOf,
  type ChainedEntry,
  chainedEntrySchema,
  contentText,
  linkHash,
  type Sha256,
} from "./chain.ts";

export type FindingKind =
  /** It is no entry at all, or not written as one is. */
  | "unreadable"
  /** It does not say any more what it said when it was written, or something before it was rewritten. */
  | "changed"
  /** Entries that were there are not. */
  | "missing"
  /** It stands where it does not belong: inserted, doubled or swapped. */
  | "out-of-order"
  /** It is of another portal. */
  | "other-portal"
  /** The chain ends before the place that an anchor names. */
  | "cut-off"
  /** The chain is whole, but it is not the one that the anchor was taken of. */
  | "rewritten"
  /** Entries that no chain holds. */
  | "outside";

export interface Finding {
  readonly kind: FindingKind;
  /** Where it was noticed: the place in the chain, counted from 1. */
  readonly seq: number;
  /** A sentence for whoever has to look into it. */
  readonly says: string;
}

/** A hash alone names a place, too: the entry that has it. */
export type KnownAnchor = Anchor | { readonly kind: "hash"; readonly hash: string };

export interface Verifying {
  readonly portalId: string;
  readonly sha256: Sha256;
  /** Taken earlier and kept elsewhere, or the chain's own end. */
  readonly anchors?: readonly KnownAnchor[];
}

export interface Verdict {
  readonly ok: boolean;
  readonly entries: number;
  /** How far the chain goes, to be kept for the next time. */
  readonly anchor: Anchor;
  readonly findings: readonly Finding[];
}

export interface Head {
  /** The entry that the chain ends with. */
  readonly seq: number;
  readonly hash: string;
  /** Entries without a place in the chain. */
  readonly outside: number;
}

export interface Verifier {
  /** The next entry, whatever it is. */
  add(given: unknown): void;
  /** Something that was noticed beside the chain. */
  note(finding: Finding): void;
  /** What the portal keeps beside its entries, read when there was no further entry. */
  head(head: Head): void;
  /** How far the chain goes so far. */
  end(): Anchor;
  verdict(): Verdict;
}

/** Entries are handed in one by one, so that a trail of any length can be verified. */
export function chainVerifier({ portalId, sha256, anchors = [] }: Verifying): Verifier {
  const findings: Finding[] = [];
  const beginning = beginningOf(portalId, sha256);
  const met = new Set<KnownAnchor>();
  let last: Anchor = beginning;
  let entries = 0;

  const find = (kind: FindingKind, seq: number, says: string): void => {
    findings.push({ kind, seq, says });
  };
  const meetAnchors = (): void => {
    for (const anchor of anchors) {
      if (anchor.hash === last.hash && (anchor.kind === "hash" || anchor.seq === last.seq)) met.add(anchor);
    }
  };
  meetAnchors();

  const follow = (entry: ChainedEntry): void => {
    const { seq } = entry;
    const expected = last.seq + 1;
    if (entry.portalId !== portalId) find("other-portal", seq, `Entry ${seq} is of portal ${entry.portalId}.`);
    if (seq > expected) {
      const gap = seq === expected + 1 ? `Entry ${expected} is` : `Entries ${expected} to ${seq - 1} are`;
      find("missing", expected, `${gap} missing.`);
    } else if (seq < expected) {
      find("out-of-order", seq, `Entry ${seq} comes after entry ${last.seq}: it was inserted, doubled or moved.`);
    } else if (linkHash(last.hash, seq, entry, sha256) !== entry.hash) {
      const what = `Entry ${seq} (${contentText(entry)})`;
      find("changed", seq, `${what} does not fit what is before it: one of the two was changed or put in place.`);
    }
    if (seq < expected) return;
    last = { ...last, seq, hash: entry.hash };
    meetAnchors();
  };

  const missed = (anchor: KnownAnchor): Finding => {
    if (anchor.kind === "hash") {
      const says = `No entry has the hash of the anchor: the trail ends before it (it has ${last.seq} entries), or it was written anew.`;
      return { kind: "cut-off", seq: last.seq, says };
    }
    if (anchor.portalId !== portalId) {
      const says = `The anchor is of portal ${anchor.portalId}, and the trail of portal ${portalId}.`;
      return { kind: "other-portal", seq: anchor.seq, says };
    }
    if (anchor.seq > last.seq) {
      const says = `The anchor was taken at entry ${anchor.seq}, and the trail ends at entry ${last.seq}: what came after was removed.`;
      return { kind: "cut-off", seq: last.seq, says };
    }
    const says = `Entry ${anchor.seq} has another hash than when the anchor was taken: it, or something before it, was written anew.`;
    return { kind: "rewritten", seq: anchor.seq, says };
  };

  return {
    add: (given) => {
      entries += 1;
      const entry = chainedEntrySchema.safeParse(given);
      if (entry.success) return follow(entry.data);
      const why = z.prettifyError(entry.error).replaceAll(/\s+/g, " ");
      find("unreadable", last.seq + 1, `What follows entry ${last.seq} is no entry: ${why}`);
    },
    note: (finding) => findings.push(finding),
    head: (head) => findings.push(...headFindings(last, head)),
    end: () => last,
    verdict: () => {
      const amiss = anchors
        .filter((anchor) => !met.has(anchor) || (anchor.kind === "anchor" && anchor.portalId !== portalId))
        .map(missed);
      const all = [...findings, ...amiss];
      return { ok: all.length === 0, entries, anchor: last, findings: all };
    },
  };
}

function headFindings(end: Anchor, head: Head): Finding[] {
  const found: Finding[] = [];
  if (head.seq > end.seq) {
    const says = `The trail had ${head.seq} entries, and the last one is ${end.seq}: what came after was removed.`;
    found.push({ kind: "cut-off", seq: end.seq, says });
  } else if (head.seq !== end.seq || head.hash !== end.hash) {
    const says = `The trail should end with entry ${head.seq}, and ends with ${end.seq}, or with another hash: one of the two was changed.`;
    found.push({ kind: "changed", seq: end.seq, says });
  }
  if (head.outside > 0) found.push({ kind: "outside", seq: end.seq, says: outsideSays(head.outside) });
  return found;
}

const outsideSays = (count: number) =>
  `${count === 1 ? "One entry stands" : `${count} entries stand`} outside of the chain: not this version of the server wrote it.`;
