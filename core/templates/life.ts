/** A template's life, told by webhook or read from a list. Pure: the same events in any order end in the same state. */
import type { TemplateEvent, TemplateLife, TemplateStatus } from "./types.ts";

/** Meta's words for a status, in lists and in events (WhatsApp reference 5.17, 6.4). */
const statuses: Readonly<Record<string, TemplateStatus>> = {
  PENDING: "in_review",
  IN_APPEAL: "in_review",
  APPROVED: "approved",
  REINSTATED: "approved",
  UNARCHIVED: "approved",
  REJECTED: "rejected",
  PAUSED: "paused",
  DISABLED: "disabled",
  ARCHIVED: "archived",
  DELETED: "deleted",
  PENDING_DELETION: "deleted",
  LOCKED: "held",
  LIMIT_EXCEEDED: "held",
};

/** Just handed in. Whatever Meta says is newer, however its clock goes. */
export function handedIn(category: string): TemplateLife {
  return { status: "in_review", word: "PENDING", category, statusAt: 0, categoryAt: 0 };
}

/** The life after this event. What is older than what is known changes nothing: webhooks come in any order. */
export function afterEvent(life: TemplateLife, event: TemplateEvent): TemplateLife {
  switch (event.kind) {
    case "status":
      return event.at < life.statusAt ? life : afterStatus(life, event);
    case "category_announced": {
      if (event.at < life.categoryAt) return life;
      const { categoryChangesAt: _, ...rest } = life;
      return {
        ...rest,
        nextCategory: event.category,
        ...(event.changesAt !== undefined && { categoryChangesAt: event.changesAt }),
        categoryAt: event.at,
      };
    }
    case "category_changed": {
      if (event.at < life.categoryAt) return life;
      const { nextCategory: _, categoryChangesAt: __, ...rest } = life;
      const before = event.before ?? life.category;
      const changed = before.toUpperCase() !== event.category.toUpperCase();
      return { ...rest, category: event.category, ...(changed && { categoryBefore: before }), categoryAt: event.at };
    }
    case "quality":
      return { ...life, quality: event.score };
  }
}

/** Still approved and sendable: Meta only warns (WhatsApp reference 6.4). */
const warning = "FLAGGED";

function afterStatus(life: TemplateLife, event: Extract<TemplateEvent, { kind: "status" }>): TemplateLife {
  const { reason: _, advice: __, disabledAt: ___, flagged: ____, ...rest } = life;
  const word = event.event.toUpperCase();
  const told = {
    ...rest,
    word,
    statusAt: event.at,
    ...(event.reason !== undefined && event.reason !== "NONE" && { reason: event.reason }),
    ...(event.advice !== undefined && { advice: event.advice }),
    ...(event.disableAt !== undefined && { disabledAt: event.disableAt }),
  };
  if (word === warning) return { ...told, status: life.status, flagged: true };
  return { ...told, status: statuses[word] ?? "held" };
}

/**
 * What a list says now. A status that is known already keeps its reason; another one has the list's. A list bears no
 * time, so what is told later by webhook stands above it.
 */
export function afterReading(
  life: TemplateLife,
  read: { readonly status: string; readonly category?: string | undefined; readonly reason?: string | undefined },
): TemplateLife {
  const same = (statuses[read.status.toUpperCase()] ?? "held") === life.status;
  const status = same
    ? life
    : afterStatus(life, { kind: "status", event: read.status, reason: read.reason, at: life.statusAt });
  if (!read.category || read.category.toUpperCase() === life.category.toUpperCase()) return status;
  return afterEvent(status, { kind: "category_changed", category: read.category, at: life.categoryAt });
}

/** Whether a message with it can go out now. */
export function canBeSent({ status }: Pick<TemplateLife, "status">): boolean {
  return status === "approved";
}

const dayMs = 24 * 3_600_000;

export type MayEdit = { readonly ok: true } | { readonly ok: false; readonly because: string };

/**
 * Whether Meta takes an edit now: only where it is approved, rejected or paused; an approved one once in 24 hours and
 * ten times in 30 days (WhatsApp reference 6.9).
 *
 * @param edits times of earlier edits, epoch milliseconds
 */
export function mayEdit({ status }: Pick<TemplateLife, "status">, edits: readonly number[], now: number): MayEdit {
  if (status === "in_review") {
    return { ok: false, because: "WhatsApp is reviewing this template. Wait for its decision, then change the text." };
  }
  if (status !== "approved" && status !== "rejected" && status !== "paused") {
    return { ok: false, because: "WhatsApp takes no changes of this template any more. Hand in another one." };
  }
  if (status !== "approved") return { ok: true };
  if (edits.some((at) => at > now - dayMs)) {
    return { ok: false, because: "An approved template may be changed once in 24 hours. Try again tomorrow." };
  }
  if (edits.filter((at) => at > now - 30 * dayMs).length >= 10) {
    return { ok: false, because: "An approved template may be changed ten times in 30 days. Hand in another one." };
  }
  return { ok: true };
}
