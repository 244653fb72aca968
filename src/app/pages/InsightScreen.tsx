import { type InsightRequest, insightRequestSchema, pageInsight, pageInsightFlows } from "@flowella/contract";
import { Screen } from "@flowella/ui";
import { Alert, Flex } from "@hubspot/ui-extensions";
import { usePageRoute } from "@hubspot/ui-extensions/pages";
import { useMemo, useState } from "react";
import { InsightBody } from "./InsightBody.tsx";
import { type Choices, InsightChoices } from "./InsightChoices.tsx";
import { InsightExport } from "./InsightExport.tsx";
import { LoadedScreen } from "./LoadedScreen.tsx";
import { useApp } from "./useApp.ts";
import { useLoaded } from "./useLoaded.ts";

const nothing = {};

/** How far Flows got, what people stumbled over, what it cost: for one Flow or all, for the days that are chosen. */
export function InsightScreen() {
  const { texts } = useApp();
  const { params } = usePageRoute();
  const flow = params["flow"];
  const { state, load } = useLoaded(pageInsightFlows, nothing);
  return (
    <Screen texts={texts} state={state} onRetry={load}>
      {({ flows, today }) => (
        <Chosen flows={flows} today={today} flowId={flows.find(({ id }) => id === flow)?.id} key={String(flow)} />
      )}
    </Screen>
  );
}

interface ChosenProps {
  readonly flows: readonly { readonly id: string; readonly name: string }[];
  /** The portal's, such as `2026-11-22`. */
  readonly today: string;
  readonly flowId: string | undefined;
}

function Chosen({ flows, today, flowId }: ChosenProps) {
  const { insight: words } = useApp().texts;
  const [choices, choose] = useState<Choices>({ flowId, period: "30", from: daysBefore(today, 29), to: today });
  const asked = useMemo(() => insightRequestSchema.safeParse(requestOf(choices, today)).data, [choices, today]);
  return (
    <Flex direction="column" gap="md">
      <InsightChoices flows={flows} today={today} choices={choices} onChoose={choose} />
      {asked ? (
        // A new key is a new start: nothing of one question may ever show as the answer to another.
        <Answered key={JSON.stringify(asked)} asked={asked} />
      ) : (
        <Alert title={words.wrongDates} variant="warning" />
      )}
    </Flex>
  );
}

function requestOf({ flowId, period, from, to, group }: Choices, today: string): InsightRequest {
  const days = period === "own" ? { from, to } : { from: daysBefore(today, Number(period) - 1), to: today };
  return { ...days, ...(flowId !== undefined && { flowId }), ...(group && { group }) };
}

const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

function Answered({ asked }: { readonly asked: InsightRequest }) {
  const loaded = useLoaded(pageInsight, asked);
  return (
    <LoadedScreen loaded={loaded} beside={({ state }) => (state === "none" ? null : <InsightExport asked={asked} />)}>
      {(answer) => <InsightBody answer={answer} group={asked.group} />}
    </LoadedScreen>
  );
}
