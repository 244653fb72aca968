import { type CardInsightResponse, cardInsight } from "@flowella/contract";
import { formatDuration, formatNumber, formatShare, type ServerState, useServer } from "@flowella/ui";
import { Flex, Text, useExtensionContext } from "@hubspot/ui-extensions";
import { useEffect } from "react";
import { useCard } from "./useCard.ts";

const nothing = {};

/** What became of the chosen Flow lately, asked for once somebody has chosen one. */
export function useFlowFigures(chosen: boolean): ServerState<CardInsightResponse> {
  const { origin } = useCard();
  const { state, ask } = useServer(origin, cardInsight);
  const asked = state.status !== "idle";
  useEffect(() => {
    if (chosen && !asked) void ask(nothing);
  }, [chosen, asked, ask]);
  return state;
}

interface FlowFiguresProps {
  readonly flowId: string;
  readonly figures: ServerState<CardInsightResponse>;
}

/** How often it went out, how many completed it, how long that took. Nothing where nobody knows: the send stands beside it. */
export function FlowFigures({ flowId, figures }: FlowFiguresProps) {
  const { texts } = useCard();
  const { user } = useExtensionContext<"crm.record.sidebar">();
  const { locale } = user;
  if (figures.status !== "success" || figures.value.kind !== "ready") return null;
  const { days, flows } = figures.value;
  const flow = flows.find(({ id }) => id === flowId);
  if (!flow) return null;
  const { sent, completed, rate, filling } = flow;
  const { flowFigures: words } = texts;
  // A share of fewer than five says nothing.
  const share = rate === undefined || sent < 5 ? undefined : formatShare(rate, locale);
  return (
    <Flex direction="column" gap="xs" testId="flow-figures">
      <Text variant="microcopy">
        {words.sent(formatNumber(days, locale), formatNumber(sent, locale))}{" "}
        {share === undefined
          ? words.completed(formatNumber(completed, locale))
          : words.completedShare(formatNumber(completed, locale), share)}{" "}
        {filling.median === undefined ? null : words.median(formatDuration(filling.median, locale))}
      </Text>
    </Flex>
  );
}
