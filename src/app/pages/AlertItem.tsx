import { type AlertShown, settingsAlertSwitch } from "@flowella/contract";
import { Accordion, Flex, StatusTag, Text, Tile, useExtensionActions } from "@hubspot/ui-extensions";
import { AlertFacts } from "./AlertFacts.tsx";
import { AlertPlace } from "./AlertPlace.tsx";
import { PressButton } from "./PressButton.tsx";
import { useApp } from "./useApp.ts";

const muteDays = 7;

interface AlertItemProps {
  readonly alert: AlertShown;
  /** Whether the reader may say that nobody is to be told of it. */
  readonly mayMute: boolean;
  readonly onChanged: () => void;
}

/** One thing in the reader's words: what happened, who is affected, what to do, and the way there. */
export function AlertItem({ alert, mayMute, onChanged }: AlertItemProps) {
  const { texts, formatTime } = useApp();
  const { alerts: words } = texts;
  const { kind, status, openedAt, overAt, mutedUntil, says } = alert;
  const own = words.kinds[kind];
  return (
    <Tile compact testId={`alert-${kind}`}>
      <Flex direction="column" gap="xs">
        <Flex direction="row" gap="sm" align="center" wrap>
          <Text format={{ fontWeight: "demibold" }}>{own.title(alert.about.trim() || texts.forms.untitled)}</Text>
          {status === "over" ? (
            <StatusTag variant="success">{words.over(formatTime(overAt ?? openedAt))}</StatusTag>
          ) : (
            <StatusTag variant={mutedUntil === undefined ? "warning" : "default"}>
              {mutedUntil === undefined ? words.since(formatTime(openedAt)) : words.muted(formatTime(mutedUntil))}
            </StatusTag>
          )}
        </Flex>
        {status === "over" ? null : (
          <>
            <Text>{own.says}</Text>
            <AlertFacts alert={alert} />
            <Text>{own.fix}</Text>
            <Flex direction="row" gap="sm" align="center" wrap>
              <AlertPlace alert={alert} />
              {mayMute ? <MuteButton alert={alert} onChanged={onChanged} /> : null}
            </Flex>
            <Accordion title={words.details} size="sm">
              <Flex direction="column" gap="xs">
                <Text variant="microcopy">{says.title}</Text>
                <Text variant="microcopy">{`${says.says} ${says.affected}`}</Text>
                <Text variant="microcopy">{says.fix}</Text>
              </Flex>
            </Accordion>
          </>
        )}
      </Flex>
    </Tile>
  );
}

interface MuteButtonProps {
  readonly alert: AlertShown;
  readonly onChanged: () => void;
}

/** Nobody is told of this one for a while; it stays in the list. */
function MuteButton({ alert: { kind, subject, mutedUntil }, onChanged }: MuteButtonProps) {
  const { alerts: words } = useApp().texts;
  const { addAlert } = useExtensionActions<"pages">();
  const days = mutedUntil === undefined ? muteDays : 0;
  return (
    <PressButton
      // Telling again is another press.
      key={days}
      call={settingsAlertSwitch}
      make={(idempotencyKey) => ({ do: { what: "mute" as const, kind, subject, days }, idempotencyKey })}
      label={mutedUntil === undefined ? words.mute : words.tell}
      onAnswer={({ kind: answered }) => {
        if (answered !== "done") return;
        addAlert({ type: "success", message: words.changed });
        onChanged();
      }}
    />
  );
}
