import { cardDictionaries, inLanguage, SetupMissing, serverOrigin } from "@flowella/ui";
import { Tab, Tabs, useExtensionContext } from "@hubspot/ui-extensions";
import { useState } from "react";
import { AnswerList } from "./AnswerList.tsx";
import { CardOf } from "./CardOf.tsx";
import { ConsentState } from "./ConsentState.tsx";
import { Conversation } from "./Conversation.tsx";
import { OneContact } from "./OneContact.tsx";
import { RecordPart } from "./RecordPart.tsx";
import { useCard } from "./useCard.ts";

/** What the tab's entry registers. */
export function contactTab() {
  return <ContactRecord />;
}

/** Everything about one contact, in the middle of their record. */
export function ContactRecord() {
  const { crm, user, variables } = useExtensionContext<"crm.record.tab">();
  const origin = serverOrigin(variables);
  if (!origin) return <SetupMissing texts={inLanguage(cardDictionaries, user.language)} />;
  // A new key is a new start: nothing of one contact may ever show on another.
  return (
    <CardOf key={crm.objectId} origin={origin} contactId={String(crm.objectId)}>
      <RecordTabs />
    </CardOf>
  );
}

const names = ["send", "answers", "messages", "consent"] as const;
type Name = (typeof names)[number];

function RecordTabs() {
  const { tabs } = useCard().texts;
  const [shown, show] = useState<Name>("send");
  return (
    <Tabs
      selected={shown}
      onSelectedChange={(name: string | number) => show((before) => names.find((one) => one === name) ?? before)}
    >
      {names.map((name) => (
        <Tab key={name} tabId={name} title={tabs[name]}>
          {name === shown ? <Shown name={name} /> : null}
        </Tab>
      ))}
    </Tabs>
  );
}

function Shown({ name }: { readonly name: Name }) {
  switch (name) {
    case "send":
      return <OneContact messages="elsewhere" />;
    case "answers":
      return <RecordPart>{(record, reload) => <AnswerList record={record} onReplayed={reload} />}</RecordPart>;
    case "messages":
      return <Conversation evenEmpty looks={0} />;
    case "consent":
      return <RecordPart>{({ consent }) => <ConsentState consent={consent} />}</RecordPart>;
  }
}
