import type { RsvpWords } from "./words.ts";

export const italian: RsvpWords = {
  title: "Il nostro evento: ci sarà?",
  message: {
    body: "Abbiamo il piacere di invitarla. Ci dica se viene e in quanti siete: le riserviamo i posti.",
    button: "Rispondi ora",
    template: {
      requested:
        "Ecco l'iscrizione al nostro evento che ha richiesto. I posti sono riservati non appena avrà risposto.",
      reminder: "La sua iscrizione al nostro evento è ancora aperta. Ci dica se viene, direttamente qui nella chat.",
      invitation:
        "La invitiamo al nostro evento. Ci dica direttamente qui nella chat se viene e in quanti siete. Per non ricevere più messaggi di questo tipo, risponda STOP.",
    },
  },
  eventPage: "Il nostro evento",
  event: "A quale evento viene?",
  events: { evening: "Evento serale", afternoon: "Evento pomeridiano", none: "Non posso venire" },
  party: "In quanti siete, lei compreso?",
  needsPage: "Perché tutto vada bene",
  food: "Che cosa deve sapere la cucina?",
  foods: {
    vegetarian: "Vegetariano",
    vegan: "Vegano",
    no_pork: "Senza maiale",
    gluten_free: "Senza glutine",
    lactose_free: "Senza lattosio",
    other: "Altro",
  },
  access: "Le serve altro, come un accesso senza gradini o un posto nelle prime file?",
  confirmPage: "Conferma",
  summary: (event, party) => `Lei viene a: ${event}. Posti: ${party}.`,
  unable: "Questa volta non può venire.",
  remindMe: "Ricordamelo qui",
  remindText:
    "Potete inviarmi su WhatsApp un promemoria di questo evento. Per non ricevere più messaggi di questo tipo scrivo STOP.",
  send: "Invia la risposta",
  thanks: {
    coming: "Grazie! I suoi posti sono riservati. Se qualcosa cambia, riapra il modulo e corregga la risposta.",
    unable: "Grazie di avercelo detto. Speriamo di vederla un'altra volta.",
  },
};
