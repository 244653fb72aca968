import { type Broadcast, type BroadcastPressRequest, broadcastPress } from "@flowella/contract";
import type { PageTexts } from "@flowella/ui";
import { Flex, useExtensionActions } from "@hubspot/ui-extensions";
import { PressButton } from "./PressButton.tsx";
import { useApp } from "./useApp.ts";

type What = BroadcastPressRequest["what"];

interface BroadcastButtonsProps {
  readonly broadcast: Broadcast;
  readonly onChanged: () => void;
}

/** What can be pressed now. Whatever sends messages, and whatever cannot be taken back, is asked first. */
export function BroadcastButtons({ broadcast, onChanged }: BroadcastButtonsProps) {
  const { texts, formatNumber } = useApp();
  const { broadcasts: words } = texts;
  const { addAlert } = useExtensionActions<"pages">();
  const { id, may, stage, state } = broadcast;
  if (may.length === 0) return null;
  return (
    <Flex direction="row" gap="sm" wrap testId="broadcast-buttons">
      {may.map((what) => (
        <PressButton
          // A press in another state is another press.
          key={`${what} ${state} ${stage}`}
          call={broadcastPress}
          make={(idempotencyKey) => ({ id, what, idempotencyKey })}
          label={words.may[what]}
          {...sureOf(words, what, broadcast, formatNumber)}
          primary={what === "start" || what === "go" || what === "resume"}
          onAnswer={({ kind }) => {
            if (kind !== "done") return;
            addAlert({ type: "success", message: words.pressed[what] });
            onChanged();
          }}
        />
      ))}
    </Flex>
  );
}

function sureOf(
  words: PageTexts["broadcasts"],
  what: What,
  { stage, internal, pilotPercent, check, total }: Broadcast,
  formatNumber: (count: number) => string,
): { sure?: string; sureText?: string } {
  if (what === "stop") return { sure: words.stopSure, sureText: words.stopText };
  if (what !== "start" && what !== "go") return {};
  const sureText = words.sentCannotBack;
  const everybody = formatNumber(check?.reachable ?? total.recipients);
  const pilot = words.make.pilotOf(pilotPercent);
  const next = nextStage(stage, internal > 0, pilotPercent > 0);
  if (what === "go") {
    const sure = {
      internal: words.goSure.internal,
      pilot: words.goSure.pilot(pilot),
      rest: words.goSure.rest(everybody),
    };
    return { sure: sure[next], sureText };
  }
  const { startSure } = words;
  const sure = {
    internal: startSure.internal(formatNumber(internal)),
    pilot: startSure.pilot(pilot),
    rest: startSure.rest(everybody),
  };
  return { sure: sure[next], sureText };
}

function nextStage(stage: Broadcast["stage"], internal: boolean, pilot: boolean): "internal" | "pilot" | "rest" {
  if (stage === "none" && internal) return "internal";
  return (stage === "none" || stage === "internal") && pilot ? "pilot" : "rest";
}
