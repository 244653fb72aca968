import { hubspot } from "@hubspot/ui-extensions";
import { ticketCard } from "./TicketFlows.tsx";

hubspot.extend<"helpdesk.sidebar">(ticketCard);
