import { formatTime, inLanguage, SetupMissing, serverOrigin, settingsDictionaries } from "@flowella/ui";
import { Tab, Tabs, useExtensionContext } from "@hubspot/ui-extensions";
import { type ComponentType, useMemo, useState } from "react";
import { AlertsPanel } from "./AlertsPanel.tsx";
import { ConnectionsPanel } from "./ConnectionsPanel.tsx";
import { ConsentPanel } from "./ConsentPanel.tsx";
import { GeneralPanel } from "./GeneralPanel.tsx";
import { IdentityPanel } from "./IdentityPanel.tsx";
import { NumbersPanel } from "./NumbersPanel.tsx";
import { PrivacyPanel } from "./PrivacyPanel.tsx";
import { ReadyAnswersPanel } from "./ReadyAnswersPanel.tsx";
import { RescuePanel } from "./RescuePanel.tsx";
import { RolesPanel } from "./RolesPanel.tsx";
import { SettingsContext } from "./useSettings.ts";
import { WebhooksPanel } from "./WebhooksPanel.tsx";

const panels = {
  connections: ConnectionsPanel,
  numbers: NumbersPanel,
  consent: ConsentPanel,
  general: GeneralPanel,
  identity: IdentityPanel,
  privacy: PrivacyPanel,
  alerts: AlertsPanel,
  rescue: RescuePanel,
  readyAnswers: ReadyAnswersPanel,
  webhooks: WebhooksPanel,
  roles: RolesPanel,
} as const satisfies Readonly<Record<string, ComponentType>>;
type PanelName = keyof typeof panels;
const names = [
  "connections",
  "numbers",
  "consent",
  "general",
  "identity",
  "privacy",
  "alerts",
  "rescue",
  "readyAnswers",
  "webhooks",
  "roles",
] as const satisfies readonly PanelName[];

/** What the settings' entry registers. */
export function settingsScreen() {
  return <SettingsScreen />;
}

/** One tab for each section; a section is asked for when its tab is opened. */
function SettingsScreen() {
  const { user, portal, variables } = useExtensionContext<"settings">();
  const [shown, setShown] = useState<PanelName>("connections");
  const { language, locale } = user;
  const { timezone } = portal;
  const origin = serverOrigin(variables);
  const texts = inLanguage(settingsDictionaries, language);
  const app = useMemo(
    () => (origin ? { origin, texts, formatTime: (iso: string) => formatTime(iso, locale, timezone) } : undefined),
    [origin, texts, locale, timezone],
  );
  if (!app) return <SetupMissing texts={texts} />;
  const Panel = panels[shown];
  return (
    <SettingsContext.Provider value={app}>
      <Tabs selected={shown} onSelectedChange={(name: string | number) => show(names.find((one) => one === name))}>
        {names.map((name) => (
          <Tab key={name} tabId={name} title={texts.tabs[name]}>
            {name === shown ? <Panel /> : null}
          </Tab>
        ))}
      </Tabs>
    </SettingsContext.Provider>
  );

  function show(name: PanelName | undefined) {
    if (name) setShown(name);
  }
}
