import { cardDictionaries, inLanguage, SetupMissing, serverOrigin } from "@flowella/ui";
import { useExtensionContext } from "@hubspot/ui-extensions";
import { CardOf } from "./CardOf.tsx";
import { OneContact } from "./OneContact.tsx";

/** What the card's entry registers. */
export function contactCard() {
  return <ContactFlows />;
}

/** The contact card: send a Flow to this contact, see how far each one got, answer what they wrote. */
export function ContactFlows() {
  const { crm, user, variables } = useExtensionContext<"crm.record.sidebar">();
  const origin = serverOrigin(variables);
  if (!origin) return <SetupMissing texts={inLanguage(cardDictionaries, user.language)} />;
  // A new key is a new start: nothing of one contact may ever show on another.
  return (
    <CardOf key={crm.objectId} origin={origin} contactId={String(crm.objectId)}>
      <OneContact messages="when-there-are-any" />
    </CardOf>
  );
}
