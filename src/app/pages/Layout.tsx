import {
  codeInWords,
  formatDay,
  formatDuration,
  formatMoney,
  formatNumber,
  formatShare,
  formatTime,
  inLanguage,
  nameOfCode,
  pageDictionaries,
  SetupMissing,
  serverOrigin,
} from "@flowella/ui";
import { Flex, Tab, Tabs, useExtensionActions, useExtensionContext } from "@hubspot/ui-extensions";
import { PageTitle, usePageRoute } from "@hubspot/ui-extensions/pages";
import { type ReactNode, useMemo } from "react";
import { AppContext } from "./useApp.ts";

const tabs = {
  start: "/",
  forms: "/forms",
  flows: "/flows",
  entries: "/entries",
  broadcasts: "/broadcasts",
  rescue: "/rescue",
  results: "/results",
  insight: "/insight",
} as const;
type TabName = keyof typeof tabs;
const names = [
  "start",
  "forms",
  "flows",
  "entries",
  "broadcasts",
  "rescue",
  "results",
  "insight",
] as const satisfies readonly TabName[];

/** What stands around every screen: the title and the tabs, each with an address of its own. */
export function Layout({ children }: { readonly children: ReactNode }) {
  const { user, portal, variables } = useExtensionContext<"pages">();
  const { navigateToPage } = useExtensionActions<"pages">();
  const { path } = usePageRoute();
  const { language, locale } = user;
  const { timezone, id: portalId } = portal;
  const origin = serverOrigin(variables);
  const texts = inLanguage(pageDictionaries, language);
  const app = useMemo(
    () =>
      origin
        ? {
            origin,
            texts,
            inWords: (code: string) => codeInWords(language, code),
            formatTime: (iso: string) => formatTime(iso, locale, timezone),
            formatDay: (day: string) => formatDay(day, locale),
            formatDuration: (seconds: number) => formatDuration(seconds, locale),
            formatNumber: (count: number) => formatNumber(count, locale),
            formatShare: (share: number) => formatShare(share, locale),
            formatMoney: (amount: number, currency: string, finely?: boolean) =>
              formatMoney(amount, currency, locale, finely),
            nameOfCode: (type: "language" | "region", code: string) => nameOfCode(type, code, language),
            language: language ?? "en",
            // Without a host, so that it stays on the account's own (HubSpot reference 4.7).
            recordPath: (contactId: string) => `/contacts/${portalId}/record/0-1/${contactId}`,
          }
        : undefined,
    [origin, texts, language, locale, timezone, portalId],
  );
  if (!app) return <SetupMissing texts={texts} />;
  const shown = names.find((name) => (name === "start" ? path === tabs.start : path.startsWith(tabs[name])));
  return (
    <AppContext.Provider value={app}>
      <PageTitle>{texts.title}</PageTitle>
      <Tabs selected={shown ?? ""} onSelectedChange={(name: string | number) => go(names.find((one) => one === name))}>
        {names.map((name) => (
          <Tab key={name} tabId={name} title={texts.tabs[name]}>
            {name === shown ? children : null}
          </Tab>
        ))}
      </Tabs>
      {shown ? null : <Flex direction="column">{children}</Flex>}
    </AppContext.Provider>
  );

  function go(name: TabName | undefined) {
    if (name) navigateToPage({ to: tabs[name] });
  }
}
