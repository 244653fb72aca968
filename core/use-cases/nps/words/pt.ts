import type { NpsWords } from "./words.ts";

export const portuguese: NpsWords = {
  title: "A sua opinião sobre nós",
  message: {
    body: "Como correu connosco? Uma pergunta e meio minuto do seu tempo.",
    button: "Dar opinião",
    template: {
      requested:
        "Este é o breve inquérito que solicitou: uma pergunta sobre como correu connosco. Pode responder aqui mesmo na conversa.",
      reminder:
        "O nosso breve inquérito ainda está aberto: uma pergunta sobre como correu connosco. Pode responder aqui mesmo.",
      invitation:
        "Gostaríamos de saber como correu connosco: uma pergunta, meio minuto, aqui mesmo na conversa. Para não receber mais mensagens deste tipo, responda STOP.",
    },
  },
  scorePage: "A sua opinião",
  score: "Qual é a probabilidade de nos recomendar a um amigo ou colega?",
  unlikely: "Nada provável",
  likely: "Muito provável",
  reasonPage: "O que correu mal",
  reason: "O que mais o desiludiu?",
  reasons: {
    quality: "Qualidade",
    price: "Preço",
    service: "Atendimento",
    delivery: "Espera ou entrega",
    other: "Outra coisa",
  },
  commentPage: "Pelas suas palavras",
  comment: "O que devemos manter e o que devemos mudar?",
  followUp: "Podemos escrever-lhe sobre a sua resposta?",
  yes: "Sim, podem",
  no: "Não, obrigado",
  thanks: {
    promoter: "Obrigado! É bom saber que nos recomendaria.",
    passive: "Obrigado! Vamos trabalhar para merecer toda a sua recomendação.",
    detractor: "Obrigado pela franqueza. Lamentamos não ter correspondido às suas expectativas.",
  },
};
