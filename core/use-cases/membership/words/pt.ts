import type { MembershipWords } from "./words.ts";

export const portuguese: MembershipWords = {
  title: "Renove a sua adesão",
  message: {
    body: "A sua adesão está para renovar por mais um ano. Escolha a quota e como vai pagar; demora um minuto.",
    button: "Renovar",
    template: {
      requested:
        "Este é o formulário para renovar a sua adesão: escolha a quota e como vai pagar. Pode preenchê-lo aqui mesmo na conversa.",
      reminder:
        "A renovação da sua adesão ainda está aberta: escolha a quota e como vai pagar. Pode preencher o formulário aqui mesmo na conversa.",
      invitation:
        "A sua adesão termina em breve. Se quiser continuar connosco, pode renová-la num minuto aqui mesmo na conversa. Para não receber mais mensagens deste tipo, responda STOP.",
    },
  },
  duesPage: "A sua quota",
  plan: "Que adesão escolhe para o próximo ano?",
  plans: {
    standard: "Normal: 60 por ano",
    reduced: "Reduzida: 30 por ano",
    family: "Família: 90 por ano",
    supporting: "Benfeitor: 120 por ano",
  },
  paymentPage: "Pagamento",
  intention: "Como vai pagar?",
  intentions: {
    transfer: "Transferência bancária",
    direct_debit: "Débito direto, como antes",
    in_person: "Pessoalmente",
    not_renewing: "Não vou renovar",
  },
  payBy: "Quando vai pagar?",
  payBys: {
    this_week: "Esta semana",
    this_month: "Este mês",
    later: "Mais tarde",
  },
  leaving: "Porque nos deixa?",
  benefitsPage: "Vantagens",
  benefits: "Que vantagens deseja?",
  benefitsOf: {
    newsletter: "Boletim informativo",
    events: "Convites para eventos",
    magazine: "A revista impressa",
    partners: "Preços nos parceiros",
  },
  receiptPage: "Recibo",
  receiptName: "Que nome fica no recibo?",
  receiptEmail: "E-mail para o recibo",
  renewed: (dues) =>
    `Obrigado por continuar connosco! Registámos a sua renovação. Quota: ${dues}. O recibo segue quando o pagamento chegar.`,
  left: "Obrigado por nos dizer, e pelo tempo juntos. A sua adesão termina com este ano; será sempre bem-vindo.",
};
