import type { RsvpWords } from "./words.ts";

export const dutch: RsvpWords = {
  title: "Ons evenement: komt u?",
  message: {
    body: "U bent uitgenodigd. Laat ons weten of u komt en met hoeveel: uw plaatsen zijn dan gereserveerd.",
    button: "Nu antwoorden",
    template: {
      requested:
        "Hier is de aanmelding voor ons evenement waar u om vroeg. Uw plaatsen zijn gereserveerd zodra u hebt geantwoord.",
      reminder: "Uw aanmelding voor ons evenement staat nog open. Laat ons direct hier in de chat weten of u komt.",
      invitation:
        "Wij nodigen u uit voor ons evenement. Laat ons direct hier in de chat weten of u komt en met hoeveel. Wilt u zulke berichten niet meer ontvangen, antwoord dan STOP.",
    },
  },
  eventPage: "Ons evenement",
  event: "Naar welk evenement komt u?",
  events: { evening: "Avondevenement", afternoon: "Middagevenement", none: "Ik kan niet komen" },
  party: "Met hoeveel komt u, uzelf meegeteld?",
  needsPage: "Zodat alles goed verloopt",
  food: "Wat moet de keuken weten?",
  foods: {
    vegetarian: "Vegetarisch",
    vegan: "Veganistisch",
    no_pork: "Geen varkensvlees",
    gluten_free: "Glutenvrij",
    lactose_free: "Lactosevrij",
    other: "Iets anders",
  },
  access: "Hebt u nog iets nodig, zoals een toegang zonder trap of een plaats vooraan?",
  confirmPage: "Bevestig alstublieft",
  summary: (event, party) => `U komt naar: ${event}. Plaatsen: ${party}.`,
  unable: "U kunt deze keer niet komen.",
  remindMe: "Herinner mij hier",
  remindText: "U mag mij via WhatsApp aan dit evenement herinneren. Om zulke berichten te stoppen, schrijf ik STOP.",
  send: "Antwoord versturen",
  thanks: {
    coming:
      "Dank u! Uw plaatsen zijn gereserveerd. Verandert er iets, open het formulier dan opnieuw en pas uw antwoord aan.",
    unable: "Dank u dat u het laat weten. We hopen u een andere keer te zien.",
  },
};
