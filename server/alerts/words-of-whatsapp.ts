/** Words of alerts about WhatsApp: keys, templates, numbers, Flows that Meta holds back, limits. */
import type { Condition } from "./types.ts";
import { dateOf, howMany, inFlows, momentOf, named, type Words } from "./wording.ts";

type Kind =
  | "key_replaced"
  | "key_broken"
  | "key_overdue"
  | "template_stopped"
  | "flow_throttled"
  | "number_quality"
  | "daily_limit";

export type WhatsAppCondition = Condition & { readonly kind: Kind };

/** @param on `--portal ID`, for commands */
export function whatsappWords(on: string, condition: WhatsAppCondition): Words {
  switch (condition.kind) {
    case "key_replaced":
      return keyReplaced(on, condition);
    case "key_broken":
      return keyBroken(on, condition);
    case "key_overdue":
      return keyOverdue(on, condition);
    case "template_stopped":
      return templateStopped(condition);
    case "flow_throttled":
      return flowThrottled(on, condition);
    case "number_quality":
      return numberQuality(on, condition);
    case "daily_limit":
      return dailyLimit(condition);
  }
}

const everyFlowAt = (condition: Condition): string =>
  `Everybody who opens a Flow from this number${inFlows(condition, { counts: false })}.`;

function keyReplaced(on: string, condition: Condition): Words {
  return {
    title: `Another tool replaced the encryption key of ${named(condition)}`,
    says: "WhatsApp has one key for a number. Phones now get a key that Flowella does not have, so its Flows do not open.",
    affected: everyFlowAt(condition),
    fix: `If the other tool is not meant to have it: flowella keys take-back ${on} --number ${condition.subject}. The other tool's Flows then stop working.`,
  };
}

function keyBroken(on: string, condition: Condition): Words {
  const { code = "unknown" } = condition.details;
  const says: Readonly<Record<string, string>> = {
    mismatch: "Meta's signature on the number's key is not valid, so phones refuse it and Flows do not open.",
    none: "The number has no encryption key at Meta, so Flows do not open.",
  };
  return {
    title: `The encryption key of ${named(condition)} does not work (${code})`,
    says: says[code] ?? `Meta does not take or tell the number's key (${code}), so Flows may not open.`,
    affected: everyFlowAt(condition),
    fix: `It is uploaded again every quarter of an hour. To do it now and see what Meta says: flowella keys check ${on}.`,
  };
}

function keyOverdue(on: string, condition: Condition): Words {
  const unfinished = condition.details.code === "unfinished";
  return {
    title: `The encryption key of WhatsApp account ${named(condition)} is overdue for replacement`,
    says: unfinished
      ? "A new key was made more than a week ago, and some number still gives out the one before. Both are accepted."
      : "The key is older than it is meant to become, and replacing it has not worked for a week. Flows still open.",
    affected: `${howMany(condition.count, "number", "numbers")} of the account; no customer notices yet.`,
    fix: unfinished
      ? `See which number fails, and why: flowella keys list ${on}.`
      : `Replace it by hand and see what is in the way: flowella keys rotate ${on}.`,
  };
}

const templateStates: Readonly<Record<string, readonly [title: string, says: string, fix: string]>> = {
  rejected: [
    "was rejected",
    "WhatsApp reviewed the text and did not take it.",
    "Change the text or hand in another one: the templates of the Flow are on the app page in HubSpot.",
  ],
  paused: [
    "was paused",
    "People blocked or reported messages with it, so WhatsApp holds it back for some hours.",
    "Write only to people who expect it, and make the text clearer. WhatsApp lets it go on by itself.",
  ],
  disabled: [
    "was switched off",
    "People kept blocking or reporting messages with it, so WhatsApp switched it off for good.",
    "Hand in another text: the templates of the Flow are on the app page in HubSpot.",
  ],
  deleted: [
    "is not at WhatsApp any more",
    "Somebody deleted it in WhatsApp Manager.",
    "Hand in another text: the templates of the Flow are on the app page in HubSpot.",
  ],
  held: [
    "is held back",
    "WhatsApp holds it back without saying more.",
    "Look at it in WhatsApp Manager > Message templates, or hand in another text.",
  ],
  flagged: [
    "is about to be paused",
    "People block or report messages with it. If that goes on, WhatsApp pauses it.",
    "Write only to people who expect it, or change the text before that.",
  ],
};

function templateStopped(condition: Condition): Words {
  const { code = "held", reason, until } = condition.details;
  const [title = "", says = "", fix = ""] = templateStates[code] ?? templateStates["held"] ?? [];
  return {
    title: `Message template ${named(condition)} ${title}`,
    says: `${says}${reason ? ` WhatsApp's word for it: ${reason}.` : ""}${until ? ` From ${dateOf(until)} on it is off.` : ""}`,
    affected:
      code === "flagged"
        ? `Nobody yet${inFlows(condition, { counts: false })}.`
        : `People who have not written in the last 24 hours cannot be sent the Flow${inFlows(condition, { counts: false })}.`,
    fix,
  };
}

const flowStates: Readonly<Record<string, readonly [title: string, says: string, affected: string]>> = {
  BLOCKED: [
    "WhatsApp blocks a Flow",
    "Its figures were bad for too long. It is neither sent nor opened until they are good again.",
    "Nobody can be sent the Flow or open it",
  ],
  THROTTLED: [
    "WhatsApp throttles a Flow",
    "Its figures are bad, so WhatsApp lets out ten messages with it an hour. If they stay bad, it blocks the Flow.",
    "Whoever is sent the Flow after the tenth in an hour",
  ],
  ENDPOINT_AVAILABILITY: [
    "WhatsApp cannot reach this server for a Flow",
    "Fewer than 90 % of its checks of the last ten minutes were answered.",
    "Whoever fills in the Flow now",
  ],
  ENDPOINT_ERROR_RATE: [
    "WhatsApp counts errors of this server for a Flow",
    "Too many answers of the last half hour were errors.",
    "Whoever fills in the Flow now",
  ],
  ENDPOINT_LATENCY: [
    "This server answers too slowly for a Flow",
    "WhatsApp counts answers that take more than a second.",
    "Whoever fills in the Flow now waits",
  ],
  CLIENT_ERROR_RATE: [
    "Phones report errors of a Flow",
    "Too many phones of the last hour could not show what they got.",
    "Whoever fills in the Flow now",
  ],
};

function flowThrottled(on: string, condition: Condition): Words {
  const { code = "unknown" } = condition.details;
  const [title, says, affected] = flowStates[code] ?? [
    "WhatsApp warns of a Flow",
    `It told of ${code}.`,
    "Whoever fills in the Flow",
  ];
  return {
    title: `${title} (${code})`,
    says,
    affected: `${affected}${inFlows(condition, { counts: false })}.`,
    fix: `See what is in the way: flowella doctor ${on}. WhatsApp frees the Flow by itself once its figures are good.`,
  };
}

const numberStates: Readonly<Record<string, readonly [title: string, says: string, affected: string]>> = {
  restricted: [
    "WhatsApp restricts",
    "The number reached its limit, or its quality is low.",
    "Nobody can be written to from it.",
  ],
  quality_low: [
    "WhatsApp rates as low the quality of",
    "People blocked or reported messages from it. WhatsApp may lower its limit or restrict it.",
    "Everybody who is written to from it, if that goes on.",
  ],
  flagged: [
    "WhatsApp warns of the quality of",
    "People blocked or reported messages from it in the last days.",
    "Everybody who is written to from it, if that goes on.",
  ],
  banned: [
    "WhatsApp switches off account",
    "It says that the account breaks its rules.",
    "Everybody who is written to from the account's numbers.",
  ],
  spam_limit: ["WhatsApp refuses messages from", "Too many people blocked or reported messages from it.", ""],
  limit_fell: ["WhatsApp lowered the daily limit of account", "The quality of its messages was too low.", ""],
};

function numberQuality(on: string, condition: Condition): Words {
  const { code = "flagged" } = condition.details;
  const [title = "", says = "", affected = ""] = numberStates[code] ?? numberStates["flagged"] ?? [];
  const own: Readonly<Record<string, string>> = {
    spam_limit: `${howMany(condition.count, "message", "messages")} of the last day did not go out.`,
    limit_fell: `Only ${condition.count} people can be written to first within 24 hours.`,
  };
  return {
    title: `${title} ${named(condition)} (${code})`,
    says,
    affected: own[code] ?? affected,
    fix:
      code === "banned" || code === "restricted"
        ? `See why, and appeal it: WhatsApp Manager > Account quality. What Flowella knows: flowella whatsapp status ${on}.`
        : "Write to fewer people, and only to those who expect it. The rating counts the last days and recovers by itself.",
  };
}

function dailyLimit(condition: Condition): Words {
  const { until = 0 } = condition.details;
  if (condition.subject === "surveymonkey") {
    return {
      title: "SurveyMonkey's calls of the day are used up",
      says: "SurveyMonkey lets the app make so many calls a day, for all accounts together.",
      affected:
        condition.details.code === "reads"
          ? `Forms are not read until ${momentOf(until)}. What is left is kept for answers that go into surveys.`
          : `Forms are not read, and answers wait before they go into surveys, until ${momentOf(until)}.`,
      fix: "Nothing: it goes on by itself. If it happens often, ask SurveyMonkey to make the app public, which has more calls.",
    };
  }
  return {
    title: "WhatsApp's daily limit is used up",
    says: "WhatsApp lets a business write first to so many different people within 24 hours, from all its numbers together.",
    affected: `${howMany(condition.count, "person waits", "people wait")} in broadcasts${inFlows(condition)}.`,
    fix: `Nothing: it goes on by itself from ${momentOf(until)} on. WhatsApp raises the limit of businesses that use it and keep their quality.`,
  };
}
