import type { AlertShown } from "@flowella/contract";
import { Text } from "@hubspot/ui-extensions";
import { useApp } from "./useApp.ts";

/** Who is affected, and how it was before, as far as the alert says. */
export function AlertFacts({ alert }: { readonly alert: AlertShown }) {
  const { texts, formatNumber, formatTime } = useApp();
  const { alerts: words } = texts;
  const { kind, flows, count, figures, until } = alert;
  const named = flows.map(({ name }) => name.trim() || texts.forms.untitled);
  const told = figures && (kind === "field_errors" ? words.refused : words.finished);
  const numbers = figures && [figures.lately.hits, figures.lately.of, figures.usual.hits, figures.usual.of];
  const [hits = "", of = "", usualHits = "", usualOf = ""] = numbers?.map(formatNumber) ?? [];
  return (
    <>
      {told ? <Text variant="microcopy">{told(hits, of, usualHits, usualOf)}</Text> : null}
      {counted.includes(kind) && count > 0 ? (
        <Text variant="microcopy">{words.affected(formatNumber(count))}</Text>
      ) : null}
      {named.length === 0 ? null : <Text variant="microcopy">{words.flows(named.join(", "))}</Text>}
      {until === undefined ? null : <Text variant="microcopy">{words.until(formatTime(until))}</Text>}
    </>
  );
}

/** Kinds whose count is of people, answers or events. */
const counted: readonly AlertShown["kind"][] = [
  "dead_letters",
  "destination_paused",
  "conflicts",
  "departed",
  "webhook_gone",
  "private_address",
  "inbox_dead",
  "flow_stopped",
  "field_errors",
  "daily_limit",
];
