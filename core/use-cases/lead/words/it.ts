import type { LeadWords } from "./words.ts";

export const italian: LeadWords = {
  title: "Ci dica di che cosa ha bisogno",
  message: {
    body: "Poche brevi domande, perché la persona giusta possa aiutarla. Circa un minuto.",
    button: "Rispondi",
    template: {
      requested:
        "Ecco le domande per la sua richiesta: con le sue risposte la persona giusta del nostro team può aiutarla. Serve un minuto, direttamente qui nella chat.",
      reminder:
        "La sua richiesta è ancora aperta: poche brevi domande, perché la persona giusta possa aiutarla. Può rispondere direttamente qui.",
      invitation:
        "Sta pensando a un progetto in cui possiamo aiutarla? Poche brevi domande qui nella chat e la persona giusta la contatta. Per non ricevere più messaggi di questo tipo, risponda STOP.",
    },
  },
  interestPage: "La sua richiesta",
  interest: "Di che cosa si tratta?",
  interests: {
    purchase: "Qualcosa di nuovo",
    renewal: "Rinnovare o ampliare",
    advice: "Prima una consulenza",
    other: "Altro",
  },
  needsPage: "Le sue esigenze",
  needs: "Che cosa conta di più per lei?",
  needsOf: {
    quality: "Qualità",
    price: "Prezzo",
    speed: "Tempi brevi",
    service: "Assistenza personale",
    sustainability: "Sostenibilità",
  },
  details: "Che cosa ha in mente?",
  budgetPage: "Budget e tempi",
  budget: "Quale budget ha in mente?",
  budgets: {
    up_to_1000: "Fino a 1.000",
    up_to_5000: "Da 1.000 a 5.000",
    up_to_20000: "Da 5.000 a 20.000",
    over_20000: "Più di 20.000",
    unknown: "Non lo so ancora",
  },
  timing: "Quando vorrebbe iniziare?",
  timings: {
    now: "Il prima possibile",
    three_months: "Entro tre mesi",
    half_year: "Entro sei mesi",
    later: "Più avanti, guardo soltanto",
  },
  handOverPage: "Come contattarla",
  reach: "Come possiamo contattarla?",
  reaches: {
    whatsapp: "Qui su WhatsApp",
    phone_morning: "Per telefono, di mattina",
    phone_afternoon: "Per telefono, di pomeriggio",
    email: "Per e-mail",
  },
  email: "Il suo indirizzo e-mail, se vuole",
  thanks: {
    hot: "Grazie! Una persona del nostro team la contatterà oggi o il prossimo giorno lavorativo.",
    warm: "Grazie! Una persona del nostro team la contatterà nei prossimi giorni.",
    cold: "Grazie! Abbiamo annotato la sua richiesta. Ci scriva qui quando desidera proseguire.",
  },
};
