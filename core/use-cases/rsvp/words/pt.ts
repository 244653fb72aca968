import type { RsvpWords } from "./words.ts";

export const portuguese: RsvpWords = {
  title: "O nosso evento: vem?",
  message: {
    body: "Temos o prazer de o convidar. Diga-nos se vem e quantos são, e os lugares ficam reservados.",
    button: "Responder agora",
    template: {
      requested:
        "Aqui está a inscrição no nosso evento que pediu. Os seus lugares ficam reservados assim que responder.",
      reminder: "A sua inscrição no nosso evento ainda está aberta. Diga-nos se vem, aqui mesmo na conversa.",
      invitation:
        "Convidamo-lo para o nosso evento. Diga-nos aqui mesmo na conversa se vem e quantos são. Para não receber mais mensagens deste tipo, responda STOP.",
    },
  },
  eventPage: "O nosso evento",
  event: "A que evento vem?",
  events: { evening: "Evento da noite", afternoon: "Evento da tarde", none: "Não posso ir" },
  party: "Quantas pessoas vêm, contando consigo?",
  needsPage: "Para que tudo corra bem",
  food: "O que deve a cozinha saber?",
  foods: {
    vegetarian: "Vegetariano",
    vegan: "Vegano",
    no_pork: "Sem porco",
    gluten_free: "Sem glúten",
    lactose_free: "Sem lactose",
    other: "Outra coisa",
  },
  access: "Precisa de mais alguma coisa, como um acesso sem degraus ou um lugar à frente?",
  confirmPage: "Confirme, por favor",
  summary: (event, party) => `Vem a: ${event}. Lugares: ${party}.`,
  unable: "Desta vez não pode vir.",
  remindMe: "Lembrar-me aqui",
  remindText:
    "Podem enviar-me pelo WhatsApp um lembrete deste evento. Para não receber mais mensagens deste tipo, escrevo STOP.",
  send: "Enviar a resposta",
  thanks: {
    coming:
      "Obrigado! Os seus lugares estão reservados. Se algo mudar, abra de novo o formulário e corrija a resposta.",
    unable: "Obrigado por nos dizer. Esperamos vê-lo noutra ocasião.",
  },
};
