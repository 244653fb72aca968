import type { MembershipWords } from "./words.ts";

export const dutch: MembershipWords = {
  title: "Verleng uw lidmaatschap",
  message: {
    body: "Uw lidmaatschap kan weer een jaar worden verlengd. Kies uw contributie en hoe u betaalt; het duurt een minuut.",
    button: "Verlengen",
    template: {
      requested:
        "Dit is het formulier om uw lidmaatschap te verlengen: kies uw contributie en hoe u betaalt. U kunt het direct hier in de chat invullen.",
      reminder:
        "De verlenging van uw lidmaatschap staat nog open: kies uw contributie en hoe u betaalt. U kunt het formulier direct hier in de chat invullen.",
      invitation:
        "Uw lidmaatschap loopt binnenkort af. Wilt u bij ons blijven, dan kunt u het in een minuut direct hier in de chat verlengen. Wilt u zulke berichten niet meer? Antwoord dan STOP.",
    },
  },
  duesPage: "Uw contributie",
  plan: "Welk lidmaatschap kiest u voor het komende jaar?",
  plans: {
    standard: "Standaard: 60 per jaar",
    reduced: "Verlaagd: 30 per jaar",
    family: "Gezin: 90 per jaar",
    supporting: "Donateur: 120 per jaar",
  },
  paymentPage: "Betaling",
  intention: "Hoe betaalt u?",
  intentions: {
    transfer: "Overschrijving",
    direct_debit: "Incasso, zoals altijd",
    in_person: "Persoonlijk",
    not_renewing: "Ik verleng niet",
  },
  payBy: "Wanneer betaalt u?",
  payBys: {
    this_week: "Deze week",
    this_month: "Deze maand",
    later: "Later",
  },
  leaving: "Waarom verlaat u ons?",
  benefitsPage: "Voordelen",
  benefits: "Welke voordelen wilt u?",
  benefitsOf: {
    newsletter: "Nieuwsbrief",
    events: "Uitnodigingen",
    magazine: "Het gedrukte tijdschrift",
    partners: "Prijzen bij onze partners",
  },
  receiptPage: "Bewijs",
  receiptName: "Welke naam komt op het bewijs?",
  receiptEmail: "E-mailadres voor het bewijs",
  renewed: (dues) =>
    `Fijn dat u bij ons blijft! We hebben uw verlenging genoteerd. Contributie: ${dues}. Het bewijs volgt zodra uw betaling binnen is.`,
  left: "Dank u voor het bericht en voor de tijd samen. Uw lidmaatschap eindigt met dit jaar; u bent altijd weer welkom.",
};
