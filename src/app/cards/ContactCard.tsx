import { hubspot } from "@hubspot/ui-extensions";
import { contactCard } from "./ContactFlows.tsx";

hubspot.extend<"crm.record.sidebar">(contactCard);
