import type { LeadWords } from "./words.ts";

export const portuguese: LeadWords = {
  title: "Diga-nos do que precisa",
  message: {
    body: "Algumas perguntas breves, para que a pessoa certa o possa ajudar. Cerca de um minuto.",
    button: "Responder",
    template: {
      requested:
        "Aqui estão as perguntas para o seu pedido. Com as suas respostas, a pessoa certa da nossa equipa pode ajudar. Leva um minuto, aqui mesmo na conversa.",
      reminder:
        "O seu pedido ainda está aberto: algumas perguntas breves, para que a pessoa certa da nossa equipa possa ajudar. Pode responder aqui mesmo.",
      invitation:
        "Está a planear algo em que possamos ajudar? Algumas perguntas breves aqui na conversa e a pessoa certa entra em contacto. Para não receber mais mensagens deste tipo, responda STOP.",
    },
  },
  interestPage: "O seu pedido",
  interest: "De que se trata?",
  interests: {
    purchase: "Algo novo",
    renewal: "Renovar ou ampliar",
    advice: "Primeiro, conselho",
    other: "Outra coisa",
  },
  needsPage: "O que precisa",
  needs: "O que é mais importante para si?",
  needsOf: {
    quality: "Qualidade",
    price: "Preço",
    speed: "Rapidez",
    service: "Atendimento pessoal",
    sustainability: "Sustentabilidade",
  },
  details: "O que tem em mente?",
  budgetPage: "Orçamento e prazo",
  budget: "Que orçamento tem em mente?",
  budgets: {
    up_to_1000: "Até 1.000",
    up_to_5000: "De 1.000 a 5.000",
    up_to_20000: "De 5.000 a 20.000",
    over_20000: "Mais de 20.000",
    unknown: "Ainda não sei",
  },
  timing: "Quando gostaria de começar?",
  timings: {
    now: "O mais depressa possível",
    three_months: "Dentro de três meses",
    half_year: "Dentro de seis meses",
    later: "Mais tarde, estou só a ver",
  },
  handOverPage: "Como o contactar",
  reach: "Como devemos contactar?",
  reaches: {
    whatsapp: "Aqui no WhatsApp",
    phone_morning: "Por telefone, de manhã",
    phone_afternoon: "Por telefone, à tarde",
    email: "Por e-mail",
  },
  email: "O seu e-mail, se quiser",
  thanks: {
    hot: "Obrigado! Alguém da nossa equipa entra em contacto hoje ou no próximo dia útil.",
    warm: "Obrigado! Alguém da nossa equipa entra em contacto nos próximos dias.",
    cold: "Obrigado! Registámos o seu pedido. Escreva-nos aqui quando quiser continuar.",
  },
};
