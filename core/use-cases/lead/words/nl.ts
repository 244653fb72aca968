import type { LeadWords } from "./words.ts";

export const dutch: LeadWords = {
  title: "Vertel ons wat u nodig hebt",
  message: {
    body: "Een paar korte vragen, zodat de juiste persoon u kan helpen. Ongeveer een minuut.",
    button: "Beantwoorden",
    template: {
      requested:
        "Hier zijn de vragen over uw aanvraag. Met uw antwoorden kan de juiste persoon van ons team u helpen. Het duurt een minuut, direct hier in de chat.",
      reminder:
        "Uw aanvraag staat nog open: een paar korte vragen, zodat de juiste persoon u kan helpen. U kunt direct hier antwoorden.",
      invitation:
        "Hebt u plannen waarbij wij kunnen helpen? Een paar korte vragen hier in de chat, en de juiste persoon neemt contact op. Wilt u zulke berichten niet meer? Antwoord dan STOP.",
    },
  },
  interestPage: "Uw aanvraag",
  interest: "Waar gaat het om?",
  interests: {
    purchase: "Iets nieuws",
    renewal: "Vernieuwen of uitbreiden",
    advice: "Eerst advies",
    other: "Iets anders",
  },
  needsPage: "Wat u nodig hebt",
  needs: "Wat vindt u het belangrijkst?",
  needsOf: {
    quality: "Kwaliteit",
    price: "Prijs",
    speed: "Snel klaar",
    service: "Persoonlijke service",
    sustainability: "Duurzaamheid",
  },
  details: "Wat hebt u in gedachten?",
  budgetPage: "Budget en tijd",
  budget: "Welk budget hebt u in gedachten?",
  budgets: {
    up_to_1000: "Tot 1.000",
    up_to_5000: "1.000 tot 5.000",
    up_to_20000: "5.000 tot 20.000",
    over_20000: "Meer dan 20.000",
    unknown: "Dat weet ik nog niet",
  },
  timing: "Wanneer wilt u beginnen?",
  timings: {
    now: "Zo snel mogelijk",
    three_months: "Binnen drie maanden",
    half_year: "Binnen een half jaar",
    later: "Later, ik kijk alleen rond",
  },
  handOverPage: "Hoe wij u bereiken",
  reach: "Hoe mogen wij contact opnemen?",
  reaches: {
    whatsapp: "Hier op WhatsApp",
    phone_morning: "Telefonisch, 's ochtends",
    phone_afternoon: "Telefonisch, 's middags",
    email: "Per e-mail",
  },
  email: "Uw e-mailadres, als u wilt",
  thanks: {
    hot: "Dank u wel! Iemand van ons team neemt vandaag of de volgende werkdag contact met u op.",
    warm: "Dank u wel! Iemand van ons team neemt binnen een paar dagen contact met u op.",
    cold: "Dank u wel! We hebben uw aanvraag genoteerd. Schrijf ons hier wanneer u verder wilt.",
  },
};
