import type { AppointmentWords } from "./words.ts";

export const portuguese: AppointmentWords = {
  title: "Fazer um agendamento",
  message: {
    body: "Escolha o horário que lhe convém. Vê o que está livre agora e confirmamos aqui.",
    button: "Escolher um horário",
    template: {
      requested: "Aqui está o formulário para o seu agendamento. Vê o que está livre agora e confirmamos aqui.",
      reminder: "O seu agendamento ainda não está feito. Escolha o horário que lhe convém, aqui na conversa.",
      invitation:
        "Pode fazer um agendamento connosco aqui na conversa, no horário que lhe convém. Para não receber mais mensagens deste tipo, responda STOP.",
    },
  },
  aboutPage: "O seu agendamento",
  purpose: "De que se trata?",
  purposes: { first: "Primeira reunião", advice: "Aconselhamento", offer: "Um orçamento", other: "Outra coisa" },
  note: "Há algo que devamos saber antes?",
  change: "O que deseja fazer com o seu agendamento?",
  changes: { move: "Mudar o horário", cancel: "Cancelar" },
  whoPage: "Sobre si",
  firstName: "Nome",
  lastName: "Apelido",
  email: "Endereço de e-mail",
  whenPage: "Quando",
  slot: "Que horário lhe convém?",
  slotHint:
    "A lista mostra o que está livre agora. Se não mostrar horários, diga-nos quando lhe convém: confirmamos um horário por mensagem.",
  wishes: { any: "Qualquer hora, a confirmar", morning: "De manhã, a confirmar", afternoon: "À tarde, a confirmar" },
  confirmPage: "Confirme, por favor",
  summary: (slot) => `A sua escolha: ${slot}`,
  send: "Agendar",
  thanks: {
    booked: "Obrigado! Registamos o seu agendamento agora e confirmamos aqui na conversa.",
    cancelled: "Obrigado. Cancelamos o seu agendamento agora e confirmamos aqui.",
  },
};
