/** The list's items about one number (WhatsApp reference 5.17, 8.3). */
import { act, judged, manager, note, ready, unknown, waiting } from "./item.ts";
import type { NumberFacts, ReadinessItem } from "./types.ts";

export function numberItems(facts: NumberFacts): ReadinessItem[] {
  return [
    verified(facts),
    registered(facts),
    ...phoneApp(facts),
    displayName(facts),
    key(facts),
    dailyLimit(facts),
    quality(facts),
    ...facts.obstacles.map(({ code, says }) =>
      act(
        { name: "other", title: "WhatsApp says" },
        "you",
        `${says}${code === undefined ? "" : ` (${code})`}`,
        manager,
      ),
    ),
  ];
}

/** A partner tells nothing of a number; our key there is known all the same. */
export function partnerNumberItems(facts: NumberFacts): ReadinessItem[] {
  return [key(facts)];
}

function verified({ verification: word }: NumberFacts): ReadinessItem {
  const item = { name: "verified", title: "Number verified" } as const;
  const how = "Verify the number with the code that WhatsApp sends by SMS or call, in WhatsApp Manager.";
  return (
    judged(word, {
      VERIFIED: ready(item, "The number belongs to the business."),
      UNVERIFIED: act(item, "you", how, manager, true),
      NOT_VERIFIED: act(item, "you", how, manager, true),
      // A number that is registered stays so; the code is needed for the next registration only.
      EXPIRED: note(item, "The code has expired. It matters only when the number is registered again."),
    }) ?? unknown(item, word)
  );
}

/** In the phone app and at the Cloud API: registering it here would take it out of the app (WhatsApp reference 5.14). */
function inBoth({ platform, onPhoneApp }: NumberFacts): boolean {
  return onPhoneApp === true && platform?.toUpperCase() === "CLOUD_API";
}

function registered(facts: NumberFacts): ReadinessItem {
  const { status: word, platform, onPhoneApp, away } = facts;
  const item = { name: "registered", title: "Number registered" } as const;
  if (away === "removed") {
    const says =
      "The number was disconnected in the WhatsApp Business app on its phone, so nothing is sent from it. Take it out of the app and connect it again, or use another number.";
    return { ...act(item, "you", says, undefined, true), action: "reconnect" };
  }
  if (away === "offboarded") {
    const says =
      "WhatsApp has suspended the number, as after a change of the phone that its app is on. Nothing is sent from it until WhatsApp takes it back.";
    return { ...waiting(item, says), blocks: true };
  }
  if (onPhoneApp && !inBoth(facts)) {
    const where = platform === undefined ? "" : ` (WhatsApp says ${platform})`;
    const says = `The number lives in the WhatsApp Business app on a phone${where}. Take it out of the app first, or use another number.`;
    return act(item, "you", says, manager, true);
  }
  if (inBoth(facts) && ["PENDING", "DISCONNECTED"].includes(word?.toUpperCase() ?? "")) {
    const says =
      "The number is in the WhatsApp Business app on a phone as well, and not connected now. It cannot be registered here: see in the app, under Settings > Account > Business platform.";
    return act(item, "you", says, undefined, true);
  }
  const register: ReadinessItem = {
    ...act(item, "flowella", "The number is not registered for the Cloud API yet. Press Register.", undefined, true),
    action: "register",
  };
  const held = (says: string) => act(item, "you", says, manager, true);
  return (
    judged(word, {
      CONNECTED: ready(item, "The number can send and receive."),
      PENDING: register,
      UNVERIFIED: held("Verify the number first, then register it."),
      DISCONNECTED: register,
      FLAGGED: note(item, "WhatsApp warns of the number's quality. Send less, and only what people expect.", "you"),
      RESTRICTED: held("WhatsApp has restricted the number: it reached its limit, or its quality is low."),
    }) ?? unknown(item, word)
  );
}

/** What is different about a number that staff also answer from on a phone (WhatsApp reference 5.14). */
function phoneApp(facts: NumberFacts): ReadinessItem[] {
  if (!inBoth(facts) || facts.away === "removed") return [];
  const says =
    "The number is in the WhatsApp Business app on a phone as well. What staff write there does not show here, at most 20 messages a second go out, and it is disconnected in the app only: Settings > Account > Business platform.";
  return [note({ name: "phone_app", title: "Also in the phone app" }, says)];
}

function displayName({ nameStatus: word, nameReason, verifiedName }: NumberFacts): ReadinessItem {
  const item = { name: "display_name", title: "Display name" } as const;
  const name = verifiedName ? `“${verifiedName}”` : "The name";
  const rename = "Choose another one in WhatsApp Manager: the business's own name, as on its website.";
  const why = nameReason ? ` Its reason: ${nameReason}.` : "";
  return (
    judged(word, {
      APPROVED: ready(item, `${name} is approved: customers see it.`),
      AVAILABLE_WITHOUT_REVIEW: ready(item, `${name} may be used: customers see it.`),
      PENDING_REVIEW: waiting(item, `WhatsApp reviews ${name}. Until then customers see the number alone.`),
      PENDING: waiting(item, `WhatsApp reviews ${name}. Until then customers see the number alone.`),
      DEFERRED: waiting(item, `WhatsApp needs more time for ${name}.`),
      DECLINED: act(item, "you", `WhatsApp did not accept ${name}.${why} ${rename}`, manager),
      REJECTED: act(item, "you", `WhatsApp did not accept ${name}.${why} ${rename}`, manager),
      EXPIRED: act(item, "you", `The approval of ${name} has expired. ${rename}`, manager),
      NONE: act(item, "you", `The number has no display name. ${rename}`, manager),
    }) ?? unknown(item, word)
  );
}

function key({ key: state }: NumberFacts): ReadinessItem {
  const item = { name: "key", title: "Encryption key" } as const;
  const repair = { action: "repair" } as const;
  switch (state) {
    case "valid":
      return ready(item, "What customers fill in is encrypted for Flowella alone.");
    case "foreign":
      return {
        ...act(
          item,
          "you",
          "Another tool's key is at this number, and a number holds one only. Flows of Flowella do not open here until its key takes that place; the other tool's Flows then stop working.",
          undefined,
          true,
        ),
        action: "take-key",
      };
    case "none":
      return { ...act(item, "flowella", "The number has no key yet. Press Repair.", undefined, true), ...repair };
    case "mismatch":
      return {
        ...act(item, "flowella", "WhatsApp lost the key's signature. Press Repair.", undefined, true),
        ...repair,
      };
    case "failed":
      return { ...act(item, "flowella", "The key could not be uploaded. Press Repair.", undefined, true), ...repair };
  }
}

const tiers: Readonly<Record<string, string>> = {
  TIER_50: "50 people",
  TIER_250: "250 people",
  TIER_2K: "2,000 people",
  TIER_10K: "10,000 people",
  TIER_100K: "100,000 people",
};

function dailyLimit({ limit: word }: NumberFacts): ReadinessItem {
  const item = { name: "daily_limit", title: "Daily limit" } as const;
  const shared = "It counts people written to first, for all numbers of the business together.";
  const tier = word?.toUpperCase() ?? "";
  if (tier === "TIER_UNLIMITED") return ready(item, "As many people a day as you like.");
  const people = tiers[tier];
  if (people === undefined) return unknown(item, word);
  const more =
    tier === "TIER_250" || tier === "TIER_50" ? " It rises to 2,000 once Meta has verified the business." : "";
  return note(item, `${people} a day. ${shared}${more}`);
}

function quality({ quality: word }: NumberFacts): ReadinessItem {
  const item = { name: "quality", title: "Quality" } as const;
  return (
    judged(word, {
      GREEN: ready(item, "Good: few people block or report the number."),
      YELLOW: note(item, "Medium: some people block or report the number. Write to those who expect it.", "you"),
      RED: act(
        item,
        "you",
        "Low: many people block or report the number. Send less, or WhatsApp restricts it.",
        manager,
      ),
      NA: note(item, "Not rated yet."),
      UNKNOWN: note(item, "Not rated yet."),
    }) ?? unknown(item, word)
  );
}
