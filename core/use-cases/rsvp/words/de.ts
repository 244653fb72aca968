import type { RsvpWords } from "./words.ts";

export const german: RsvpWords = {
  title: "Unsere Veranstaltung: Kommen Sie?",
  message: {
    body: "Sie sind eingeladen. Sagen Sie uns, ob und mit wie vielen Sie kommen: Ihre Plätze sind dann reserviert.",
    button: "Jetzt antworten",
    template: {
      requested:
        "Hier ist die Anmeldung zu unserer Veranstaltung, um die Sie gebeten haben. Ihre Plätze sind reserviert, sobald Sie geantwortet haben.",
      reminder:
        "Ihre Anmeldung zu unserer Veranstaltung ist noch offen. Sagen Sie uns direkt hier im Chat, ob Sie kommen.",
      invitation:
        "Wir laden Sie zu unserer Veranstaltung ein. Sagen Sie uns direkt hier im Chat, ob und mit wie vielen Sie kommen. Möchten Sie nichts dergleichen mehr erhalten, antworten Sie mit STOP.",
    },
  },
  eventPage: "Unsere Veranstaltung",
  event: "Zu welcher Veranstaltung kommen Sie?",
  events: { evening: "Abendveranstaltung", afternoon: "Nachmittagsveranstaltung", none: "Ich kann nicht kommen" },
  party: "Zu wievielt kommen Sie, Sie selbst mitgezählt?",
  needsPage: "Damit alles gut geht",
  food: "Was soll die Küche wissen?",
  foods: {
    vegetarian: "Vegetarisch",
    vegan: "Vegan",
    no_pork: "Kein Schweinefleisch",
    gluten_free: "Glutenfrei",
    lactose_free: "Laktosefrei",
    other: "Etwas anderes",
  },
  access: "Brauchen Sie sonst etwas, etwa einen stufenlosen Zugang oder einen Platz weiter vorn?",
  confirmPage: "Bitte bestätigen",
  summary: (event, party) => `Sie kommen zu: ${event}. Plätze: ${party}.`,
  unable: "Sie können diesmal nicht kommen.",
  remindMe: "Hier daran erinnern",
  remindText:
    "Sie dürfen mich auf WhatsApp an diese Veranstaltung erinnern. Um solche Nachrichten zu beenden, schreibe ich STOP.",
  send: "Antwort senden",
  thanks: {
    coming:
      "Vielen Dank! Ihre Plätze sind reserviert. Ändert sich etwas, öffnen Sie das Formular noch einmal und korrigieren Sie Ihre Antwort.",
    unable: "Danke, dass Sie es uns sagen. Wir hoffen, Sie ein andermal zu sehen.",
  },
};
