import type { AppointmentWords } from "./words.ts";

export const dutch: AppointmentWords = {
  title: "Een afspraak maken",
  message: {
    body: "Kies een tijd die u uitkomt. U ziet wat er nu vrij is, en wij bevestigen het hier.",
    button: "Kies een tijd",
    template: {
      requested: "Hier is het formulier voor uw afspraak. U ziet wat er nu vrij is, en wij bevestigen het hier.",
      reminder: "Uw afspraak is nog niet geboekt. Kies hier in de chat een tijd die u uitkomt.",
      invitation:
        "U kunt hier in de chat een afspraak met ons maken, wanneer het u uitkomt. Wilt u geen berichten van deze soort meer, antwoord dan STOP.",
    },
  },
  aboutPage: "Uw afspraak",
  purpose: "Waar gaat het over?",
  purposes: { first: "Eerste gesprek", advice: "Advies", offer: "Een offerte", other: "Iets anders" },
  note: "Is er iets dat wij vooraf moeten weten?",
  change: "Wat wilt u met uw afspraak doen?",
  changes: { move: "Verzetten", cancel: "Afzeggen" },
  whoPage: "Over u",
  firstName: "Voornaam",
  lastName: "Achternaam",
  email: "E-mailadres",
  whenPage: "Wanneer",
  slot: "Welke tijd komt u uit?",
  slotHint:
    "De lijst toont wat er nu vrij is. Toont zij geen tijden, zeg ons dan wanneer het u uitkomt: wij bevestigen een tijd per bericht.",
  wishes: { any: "Altijd, per bericht", morning: "’s Ochtends, per bericht", afternoon: "’s Middags, per bericht" },
  confirmPage: "Bevestig dit",
  summary: (slot) => `Uw keuze: ${slot}`,
  send: "Boeken",
  thanks: {
    booked: "Dank u wel! Wij zetten uw afspraak nu in de agenda en bevestigen die hier in de chat.",
    cancelled: "Dank u wel. Wij zeggen uw afspraak nu af en bevestigen dat hier.",
  },
};
