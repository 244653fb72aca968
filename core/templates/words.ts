/** What a template's state means, for whoever must act, and what a category costs (WhatsApp reference 6.3, 6.7, 6.9). */
import { dateIn } from "../texts/index.ts";
import type { TemplateLife } from "./types.ts";

export interface TemplateWords {
  /** Such as `In review`. */
  readonly title: string;
  readonly says: string;
  readonly who: "nobody" | "whatsapp" | "you";
  /** What it means for the price, where Meta decided on a category. */
  readonly price?: string;
}

export function wordsOfTemplate(life: TemplateLife): TemplateWords {
  const price = priceWords(life);
  return { ...statusWords(life), ...(price && { price }) };
}

function statusWords(life: TemplateLife): Omit<TemplateWords, "price"> {
  const { status, word, reason, advice } = life;
  const meta = advice ? ` WhatsApp advises: ${advice}` : "";
  switch (status) {
    case "in_review":
      return word === "IN_APPEAL"
        ? { title: "In appeal", says: "WhatsApp is looking at its decision again.", who: "whatsapp" }
        : {
            title: "In review",
            says: "WhatsApp reviews the text. Until it is approved, the Flow goes out in open chats only.",
            who: "whatsapp",
          };
    case "approved":
      return life.flagged
        ? {
            title: "Approved, with a warning",
            says: `Customers block or report it often. It can still be sent, but WhatsApp may pause it: send it to fewer people, and only to those who expect it.${meta}`,
            who: "you",
          }
        : { title: "Approved", says: "It can be sent at any time.", who: "nobody" };
    case "rejected":
      return { title: "Rejected", says: `${rejectionWords(reason)}${meta}`, who: "you" };
    case "paused":
      return {
        title: "Paused",
        says: `Too many people blocked or reported it, so WhatsApp holds it back: 3 hours the first time, 6 the second, then for good. It comes back by itself; improve the text meanwhile.${meta}`,
        who: "you",
      };
    case "disabled":
      return {
        title: "Disabled",
        says: `WhatsApp has switched this template off for good. Hand in another one, with another text.${meta}`,
        who: "you",
      };
    case "archived":
      return {
        title: "Archived",
        says: "Somebody archived it. Bring it back in WhatsApp Manager, or hand in another one.",
        who: "you",
      };
    case "deleted":
      return {
        title: "Deleted",
        says: "Somebody deleted it. Its name stays blocked for about 30 days: hand in another one.",
        who: "you",
      };
    case "held":
      return {
        title: "Held back",
        says: `WhatsApp says ${word}. Look at the template in WhatsApp Manager.${meta}`,
        who: "you",
      };
  }
}

const rejections: Readonly<Record<string, string>> = {
  ABUSIVE_CONTENT: "WhatsApp finds the text abusive. Use one of the offered texts.",
  CATEGORY_NOT_AVAILABLE:
    "This account may not use this category. Ask WhatsApp's support, or hand it in as another one.",
  INCORRECT_CATEGORY: "The text does not fit its category. Hand it in as marketing, or name what the person asked for.",
  INVALID_FORMAT:
    "Something in the text has a wrong form, such as a variable at its start or end. Use an offered text.",
  PROMOTIONAL:
    "The text promotes something, which a service message may not. Hand it in as marketing, or take that out.",
  SCAM: "WhatsApp takes the text for a fraud. Say who you are and why you write, and ask for no secrets.",
  TAG_CONTENT_MISMATCH: "The text is in another language than the one it was handed in for. Choose the right language.",
};

function rejectionWords(reason: string | undefined): string {
  if (reason === undefined) {
    return "WhatsApp gives no reason. Use one of the offered texts, or ask for a review in WhatsApp Manager.";
  }
  return rejections[reason] ?? `WhatsApp's reason: ${reason}. Use one of the offered texts.`;
}

function priceWords({ category, nextCategory, categoryChangesAt, categoryBefore }: TemplateLife): string | undefined {
  if (nextCategory !== undefined && nextCategory.toUpperCase() !== category.toUpperCase()) {
    const when = categoryChangesAt === undefined ? "soon" : `on ${dateIn("en", categoryChangesAt)}`;
    return `WhatsApp will change it from ${nameOf(category)} to ${nameOf(nextCategory)} ${when}. ${costOf(nextCategory)} ${review}`;
  }
  if (categoryBefore === undefined || categoryBefore.toUpperCase() === category.toUpperCase()) return undefined;
  return `WhatsApp changed it from ${nameOf(categoryBefore)} to ${nameOf(category)}. ${costOf(category)} ${review}`;
}

const review = "You can ask WhatsApp for a review for 60 days, in WhatsApp Manager.";

function nameOf(category: string): string {
  return category.toLowerCase();
}

/** What a category costs, in words: Meta publishes rates per country, and only the category at the send counts. */
export function costOf(category: string): string {
  switch (category.toUpperCase()) {
    case "MARKETING":
      return (
        "From then on each delivered message is billed at the marketing rate, also in open chats. WhatsApp may " +
        "withhold marketing from people who read little, and may deliver none to numbers of the United States."
      );
    case "UTILITY":
      return "Each delivered message is billed at the utility rate, and costs nothing in an open chat.";
    case "AUTHENTICATION":
      return "Each delivered message is billed at the authentication rate.";
    default:
      return `Look at WhatsApp's price list for ${nameOf(category)}.`;
  }
}
