import { hubspot } from "@hubspot/ui-extensions";
import { ticketCard } from "./TicketFlows.tsx";

hubspot.extend<"crm.record.sidebar">(ticketCard);
