import { hubspot } from "@hubspot/ui-extensions";
import { contactTab } from "./ContactRecord.tsx";

hubspot.extend<"crm.record.tab">(contactTab);
