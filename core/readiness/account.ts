/** The list's items about the account and the business behind it (WhatsApp reference 5.17). */
import { dateIn } from "../texts/index.ts";
import { act, judged, manager, note, ready, unknown, waiting } from "./item.ts";
import type { AccountFacts, Obstacle, ReadinessItem } from "./types.ts";

/** Within this time before it ends, a token is to be renewed. */
const renewMs = 14 * 24 * 3_600_000;

/** @param now epoch milliseconds */
export function accountItems(facts: AccountFacts, now: number): ReadinessItem[] {
  return [
    accountReview(facts),
    businessVerified(facts),
    payment(facts),
    webhooks(facts),
    ...hubspotInbox(facts),
    token(facts, now),
    ...others(facts.obstacles),
  ];
}

function accountReview({ accountReview: word, ban }: AccountFacts): ReadinessItem {
  const item = { name: "account_review", title: "Account accepted by WhatsApp" } as const;
  if (ban === "DISABLE") {
    return act(item, "you", "WhatsApp has disabled the account. Ask for a review in WhatsApp Manager.", manager, true);
  }
  if (ban === "SCHEDULE_FOR_DISABLE") {
    return act(item, "you", "WhatsApp is about to disable the account. See why in WhatsApp Manager.", manager);
  }
  return (
    judged(word, {
      APPROVED: ready(item, "WhatsApp has accepted the account."),
      PENDING: waiting(item, "WhatsApp is looking at the account."),
      DEFERRED: waiting(item, "WhatsApp needs more time to look at the account."),
      REJECTED: act(
        item,
        "you",
        "WhatsApp has rejected the account. Ask for a review in WhatsApp Manager.",
        manager,
        true,
      ),
      RESTRICTED: act(item, "you", "WhatsApp has restricted the account. See why in WhatsApp Manager.", manager, true),
      LIMIT_REACHED: act(item, "you", "The business has as many accounts as it may have.", manager, true),
    }) ?? unknown(item, word)
  );
}

function businessVerified({ businessVerification: word }: AccountFacts): ReadinessItem {
  const item = { name: "business_verified", title: "Business verified" } as const;
  const how = "Open the Security Centre in Meta's business settings and hand in the business's papers. It takes days.";
  const why = "Without it no Flow can be published, and only 250 people a day can be reached.";
  return (
    judged(word, {
      VERIFIED: ready(item, "Meta has verified the business."),
      PENDING: { ...waiting(item, `Meta is checking the business's papers. ${why}`), blocks: true },
      UNVERIFIED: act(item, "you", `${why} ${how}`, manager, true),
      NOT_VERIFIED: act(item, "you", `${why} ${how}`, manager, true),
      REJECTED: act(item, "you", `Meta did not accept the business's papers. ${why} ${how}`, manager, true),
    }) ?? unknown(item, word)
  );
}

/** No field tells whether there is one; only what fails without it does (WhatsApp reference 5.17). */
const noPayment = 141006;
const shownElsewhere = new Set([noPayment, 141010]);

function payment({ obstacles, canSend }: AccountFacts): ReadinessItem {
  const item = { name: "payment", title: "Payment method" } as const;
  if (obstacles.some(({ code }) => code === noPayment)) {
    const how = "WhatsApp Manager > Overview > Add payment method. Nobody else can do it for you.";
    return act(item, "you", `WhatsApp has no valid payment method, so no template goes out. ${how}`, manager, true);
  }
  if (canSend === undefined) return unknown(item, undefined);
  return ready(item, "WhatsApp reports no problem with it. WhatsApp bills the business, not Flowella.");
}

/** HubSpot's own channel answers from the same number: it is in one place or in the other (HubSpot reference 6.20). */
function hubspotInbox({ otherAppNames = [] }: AccountFacts): ReadinessItem[] {
  if (!otherAppNames.some((name) => /hubspot/i.test(name))) return [];
  const says =
    "HubSpot's own inbox receives this account's messages, so a number of it seems to be connected there. A number is in one place only: disconnect the channel in HubSpot (Settings > Inbox & Help Desk), or use another number here.";
  return [act({ name: "hubspot_inbox", title: "HubSpot's own inbox" }, "you", says)];
}

function webhooks({ webhooks: state, missingFields, otherApps, otherAppNames = [] }: AccountFacts): ReadinessItem {
  const item = { name: "webhooks", title: "Messages and events reach Flowella" } as const;
  const named = otherAppNames.length > 0 ? `: ${otherAppNames.join(", ")}` : "";
  const others =
    otherApps > 0
      ? ` ${otherApps === 1 ? "Another tool receives" : `${otherApps} other tools receive`} the same messages${named}.`
      : "";
  if (state === "missing") {
    const says = "The account's messages do not come here. Connect again, or press Repair.";
    return { ...act(item, "flowella", says, undefined, true), action: "repair" };
  }
  if (state === "messages-only") {
    return note(
      item,
      `Messages come here, but another tool has the Meta app's own events. WhatsApp publishes a Flow only once those come here too: use a Meta app of its own.${others}`,
      "you",
    );
  }
  if (state === "unknown") return unknown(item, undefined);
  if (missingFields.length > 0) {
    const says = `Not subscribed to ${missingFields.join(", ")}. Press Repair.`;
    return { ...act(item, "flowella", says), action: "repair" };
  }
  return ready(item, `Everything comes here.${others}`);
}

function token({ token: { state, expires } }: AccountFacts, now: number): ReadinessItem {
  const item = { name: "token", title: "Permission to act for the account" } as const;
  const again = { action: "reconnect" } as const;
  if (state === "refused") {
    const says = "WhatsApp no longer takes the permission that was given. Connect the account again.";
    return { ...act(item, "you", says, undefined, true), ...again };
  }
  if (state === "unknown") return unknown(item, undefined);
  if (expires === undefined) return ready(item, "It does not end by itself.");
  const day = dateIn("en", expires);
  if (expires > now + renewMs)
    return ready(item, `It ends on ${day}. From two weeks before, this list asks you to connect again.`);
  return { ...act(item, "you", `It ends on ${day}. Connect the account again before.`), ...again };
}

function others(obstacles: readonly Obstacle[]): ReadinessItem[] {
  return obstacles
    .filter(({ code }) => code === undefined || !shownElsewhere.has(code))
    .map((obstacle) => {
      const item = { name: "other", title: "WhatsApp says" } as const;
      const code = obstacle.code === undefined ? "" : ` (${obstacle.code})`;
      return act(item, "you", `${obstacle.says}${code}`, manager);
    });
}
