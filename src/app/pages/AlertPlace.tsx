import type { AlertShown } from "@flowella/contract";
import { ConnectPageButton } from "./ConnectPageButton.tsx";
import { GoButton } from "./GoButton.tsx";
import { useApp } from "./useApp.ts";

/** The way to where something can be done about it; nothing where that is in the settings, or with whoever runs the server. */
export function AlertPlace({ alert: { kind, flowId, subject } }: { readonly alert: AlertShown }) {
  const { go } = useApp().texts.alerts;
  switch (kind) {
    case "dead_letters":
    case "destination_paused":
    case "conflicts":
      return <GoButton to="/results" label={go.results} primary />;
    case "form_changed":
    case "template_stopped":
      return <GoButton to="/flows" label={go.flows} primary />;
    case "form_unreadable":
      return <GoButton to="/forms" label={go.forms} primary />;
    case "flow_stopped":
    case "field_errors":
    case "flow_throttled":
      if (flowId === undefined) return <GoButton to="/flows" label={go.flows} primary />;
      return <GoButton to="/flows/flow" params={{ flow: flowId }} label={go.flow} primary />;
    case "key_replaced":
    case "key_broken":
    case "number_quality":
      return <ConnectPageButton page="whatsapp" label={go.whatsapp} />;
    case "departed":
      return <ConnectPageButton page="hubspot" label={go.hubspot} />;
    case "daily_limit":
      return subject === "whatsapp" ? <GoButton to="/broadcasts" label={go.broadcasts} primary /> : null;
    default:
      return null;
  }
}
