import { type AlertName, alertNameSchema, type SettingsAlertsReady, settingsAlertSwitch } from "@flowella/contract";
import { usePress } from "@flowella/ui";
import { Flex, Heading, Text, Toggle, useExtensionActions } from "@hubspot/ui-extensions";
import { PressButton } from "./PressButton.tsx";
import { PressNotice } from "./PressNotice.tsx";
import { useSettings } from "./useSettings.ts";

const muteDays = 7;

interface AlertMutesProps extends Pick<SettingsAlertsReady, "mutes"> {
  readonly onChanged: () => void;
}

/** Each kind of alert, told or muted for a while; a switch counts at once. */
export function AlertMutes({ mutes, onChanged }: AlertMutesProps) {
  const { alerts } = useSettings().texts;
  const subjects = mutes.filter(({ subject }) => subject !== undefined);
  return (
    <Flex direction="column" gap="sm">
      <Heading>{alerts.mutes}</Heading>
      <Text>{alerts.mutesHow}</Text>
      {alertNameSchema.options.map((kind) => (
        <AlertMute
          key={kind}
          kind={kind}
          until={mutes.find((mute) => mute.kind === kind && mute.subject === undefined)?.until}
          onChanged={onChanged}
        />
      ))}
      {subjects.length === 0 ? null : <Heading>{alerts.subjects}</Heading>}
      {subjects.map((mute) => (
        <SubjectMute key={`${mute.kind} ${mute.subject}`} mute={mute} onChanged={onChanged} />
      ))}
    </Flex>
  );
}

interface SubjectMuteProps {
  readonly mute: SettingsAlertsReady["mutes"][number];
  readonly onChanged: () => void;
}

/** One thing that somebody muted where it was listed, and telling of it again. */
function SubjectMute({ mute: { kind, subject, about, until }, onChanged }: SubjectMuteProps) {
  const { texts, formatTime } = useSettings();
  const { alerts } = texts;
  return (
    <Flex direction="column" gap="xs">
      <Text>{alerts.kinds[kind]}</Text>
      {about === undefined ? null : <Text variant="microcopy">{about}</Text>}
      <Text variant="microcopy">{alerts.mutedUntil(formatTime(until))}</Text>
      <PressButton
        call={settingsAlertSwitch}
        make={(idempotencyKey) => ({
          do: { what: "mute" as const, kind, ...(subject !== undefined && { subject }), days: 0 },
          idempotencyKey,
        })}
        label={alerts.tellAgain}
        onAnswer={({ kind: answered }) => {
          if (answered === "done") onChanged();
        }}
      />
    </Flex>
  );
}

interface AlertMuteProps {
  readonly kind: AlertName;
  /** Until when it is muted. */
  readonly until: string | undefined;
  readonly onChanged: () => void;
}

function AlertMute({ kind, until, onChanged }: AlertMuteProps) {
  const { origin, texts, formatTime } = useSettings();
  const { alerts } = texts;
  const { addAlert } = useExtensionActions<"settings">();
  const { state, busy, press, renew } = usePress(origin, settingsAlertSwitch);

  async function change(told: boolean) {
    const days = told ? 0 : muteDays;
    renew();
    const answer = await press((idempotencyKey) => ({ do: { what: "mute", kind, days }, idempotencyKey }));
    if (!answer?.ok || answer.value.kind !== "done") return;
    addAlert({ type: "success", message: alerts.changed });
    onChanged();
  }

  return (
    <Flex direction="column" gap="xs" testId={`alert-${kind}`}>
      <Toggle
        name={`alert-${kind}`}
        label={alerts.kinds[kind]}
        labelDisplay="inline"
        size="sm"
        readOnly={busy}
        checked={until === undefined}
        onChange={(told) => void change(told)}
      />
      {until === undefined ? null : <Text variant="microcopy">{alerts.mutedUntil(formatTime(until))}</Text>}
      <PressNotice state={state} />
    </Flex>
  );
}
