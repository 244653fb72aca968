import { type SettingsDisconnectRequest, settingsDisconnect } from "@flowella/contract";
import { useExtensionActions } from "@hubspot/ui-extensions";
import { PressButton } from "./PressButton.tsx";
import { useSettings } from "./useSettings.ts";

interface DisconnectButtonProps {
  readonly name: string;
  readonly of: SettingsDisconnectRequest["of"];
  /** What it means, asked before. */
  readonly sure: string;
  readonly onChanged: () => void;
}

/** Gives an account up, once somebody is sure. */
export function DisconnectButton({ name, of, sure, onChanged }: DisconnectButtonProps) {
  const { connections } = useSettings().texts;
  const { addAlert } = useExtensionActions<"settings">();
  return (
    <PressButton
      call={settingsDisconnect}
      make={(idempotencyKey) => ({ of, idempotencyKey })}
      label={connections.disconnect(name)}
      sure={sure}
      onAnswer={({ kind }) => {
        if (kind !== "done") return;
        addAlert({ type: "success", message: connections.disconnected(name) });
        onChanged();
      }}
    />
  );
}
