import type { LeadWords } from "./words.ts";

export const german: LeadWords = {
  title: "Was brauchen Sie?",
  message: {
    body: "Ein paar kurze Fragen, damit die richtige Person Ihnen helfen kann. Etwa eine Minute.",
    button: "Fragen beantworten",
    template: {
      requested:
        "Hier sind die Fragen zu Ihrer Anfrage. Mit Ihren Antworten kann die richtige Person aus unserem Team Ihnen helfen. Es dauert eine Minute, direkt hier im Chat.",
      reminder:
        "Ihre Anfrage ist noch offen: ein paar kurze Fragen, damit die richtige Person Ihnen helfen kann. Sie können direkt hier antworten.",
      invitation:
        "Haben Sie etwas vor, bei dem wir helfen können? Ein paar kurze Fragen hier im Chat, und die richtige Person meldet sich. Wenn Sie nichts dieser Art mehr erhalten möchten, antworten Sie STOP.",
    },
  },
  interestPage: "Ihre Anfrage",
  interest: "Worum geht es?",
  interests: {
    purchase: "Etwas Neues",
    renewal: "Erneuern oder erweitern",
    advice: "Zuerst Beratung",
    other: "Etwas anderes",
  },
  needsPage: "Was Sie brauchen",
  needs: "Was ist Ihnen am wichtigsten?",
  needsOf: {
    quality: "Qualität",
    price: "Preis",
    speed: "Schnell fertig",
    service: "Persönliche Betreuung",
    sustainability: "Nachhaltigkeit",
  },
  details: "Was stellen Sie sich vor?",
  budgetPage: "Budget und Zeit",
  budget: "Welches Budget haben Sie im Sinn?",
  budgets: {
    up_to_1000: "Bis 1.000",
    up_to_5000: "1.000 bis 5.000",
    up_to_20000: "5.000 bis 20.000",
    over_20000: "Mehr als 20.000",
    unknown: "Weiß ich noch nicht",
  },
  timing: "Wann möchten Sie beginnen?",
  timings: {
    now: "So bald wie möglich",
    three_months: "Innerhalb von drei Monaten",
    half_year: "Innerhalb eines halben Jahres",
    later: "Später, ich sehe mich nur um",
  },
  handOverPage: "Wie wir Sie erreichen",
  reach: "Wie sollen wir uns melden?",
  reaches: {
    whatsapp: "Hier auf WhatsApp",
    phone_morning: "Telefonisch, vormittags",
    phone_afternoon: "Telefonisch, nachmittags",
    email: "Per E-Mail",
  },
  email: "Ihre E-Mail-Adresse, wenn Sie möchten",
  thanks: {
    hot: "Vielen Dank! Jemand aus unserem Team meldet sich heute oder am nächsten Werktag bei Ihnen.",
    warm: "Vielen Dank! Jemand aus unserem Team meldet sich in den nächsten Tagen bei Ihnen.",
    cold: "Vielen Dank! Wir haben Ihre Anfrage notiert. Schreiben Sie uns hier, wann immer Sie weitermachen möchten.",
  },
};
