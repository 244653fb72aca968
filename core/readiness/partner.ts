/** The list's items about an account that is reached through a partner of WhatsApp, who tells less (reference 5.18). */
import { act, manager, note, ready } from "./item.ts";
import type { AccountFacts, ReadinessItem } from "./types.ts";

type Partner = NonNullable<AccountFacts["partner"]>;

export function partnerItems({ token, webhooks, obstacles, ban }: AccountFacts, partner: Partner): ReadinessItem[] {
  return [
    key(token, obstacles, partner),
    events(webhooks, partner),
    ...banned(ban),
    ...partner.cannot.map(({ title, says, instead }) => note({ name: "by_hand", title }, `${says} ${instead}`, "you")),
  ];
}

function key(token: AccountFacts["token"], obstacles: AccountFacts["obstacles"], { name }: Partner): ReadinessItem {
  const item = { name: "token", title: `API key of ${name}` } as const;
  if (token.state !== "refused") return ready(item, `${name} accepts it.`);
  const which = obstacles.map(({ says }) => says).join(" ");
  const says = `${which} Make a new key in ${name}'s hub and connect the number again.`.trim();
  return { ...act(item, "you", says, undefined, true), action: "reconnect" };
}

function events(state: AccountFacts["webhooks"], { name }: Partner): ReadinessItem {
  const item = { name: "webhooks", title: "Messages and events reach Flowella" } as const;
  if (state === "ours") return ready(item, `${name} sends them here, with a secret of Flowella's.`);
  const says = `${name} sends the number's messages elsewhere. Press Repair: then they come here and nowhere else.`;
  return { ...act(item, "flowella", says, undefined, true), action: "repair" };
}

function banned(ban: string | undefined): ReadinessItem[] {
  const item = { name: "account_review", title: "Account accepted by WhatsApp" } as const;
  if (ban !== "DISABLE" && ban !== "SCHEDULE_FOR_DISABLE") return [];
  return [act(item, "you", "WhatsApp disables the account. See why in WhatsApp Manager.", manager, ban === "DISABLE")];
}
