/**
 * Portuguese. The customer is addressed in the third person (formal), in words that Brazil and Portugal share; where they
 * part, as in Brazil.
 */
import type { Words } from "./words.ts";

export const portuguese: Words = {
  continue: "Continuar",
  send: "Enviar",
  yes: "Sim",
  no: "Não",
  yourAnswer: "Sua resposta",
  emailAddress: "Endereço de e-mail",
  phoneNumber: "Número de telefone",
  webAddress: "Endereço web",
  number: "Número",
  chooseOne: "Escolha uma opção",
  chooseDate: "Escolha uma data",
  timeOfDay: "Hora",
  timeFormat: "Formato de 24 horas, como 09:30 ou 17:45.",
  other: "Outro",
  otherAnswer: "Outra resposta",
  chooseGroup: "Escolha um grupo",
  place: (place) => `Posição ${place}`,
  fullName: "Nome completo",
  sign: "Assino com o meu nome",
  lastFour: "4 últimos caracteres",
  lastFourOnly: "Indique só os 4 últimos caracteres.",
  addPhotos: (most) => (most === 1 ? "Adicione uma foto" : "Adicione fotos"),
  addFiles: (most) => (most === 1 ? "Adicione um arquivo" : "Adicione arquivos"),
  agree: "Concordo",
  chooseAny: "Escolha uma ou mais opções",
  chooseExactly: (count) => `Escolha ${count}`,
  chooseUpTo: (max) => `Escolha no máximo ${max}`,
  chooseAtLeast: (min) => `Escolha pelo menos ${min}`,
  chooseBetween: (min, max) => `Escolha de ${min} a ${max}`,
  checkFormat: "Por favor, use o formato indicado.",
  countryCode: "Comece com + e o código do país.",
  option: (place) => `Opção ${place}`,
  step: (place, total) => `Passo ${place} de ${total}`,
  progress: (place, total) => `${place} de ${total}`,
  untitled: "Suas respostas",
  nothingToAsk: "Ainda não há nada para preencher aqui.",
  afterSending: (text) => `Depois de enviar: “${text}”`,
  received: "Obrigado. Recebemos as suas respostas.",
  messageArrived: "Agradecemos a sua mensagem. Uma pessoa da nossa equipe vai ler e responder aqui.",
  eventReminder: (event, when, people) =>
    `Lembrete: ${event}, ${when}.${people === undefined ? "" : ` Lugares reservados para si: ${people}.`} Até breve!`,
  entry: {
    sentence: (form) => `Olá! Gostaria de preencher este formulário: ${form}`,
    invite: "Escreva para nós no WhatsApp",
    scan: "Leia o código e toque em Enviar.",
  },
  rescue: {
    body: (form) =>
      `Estava a preencher “${form}”. As respostas dadas até agora estão guardadas: toque no botão para continuar onde parou.`,
    button: "Continuar",
    notice: "O que preenche chega até nós desde a primeira tela, mesmo que não envie o formulário.",
  },
  person: {
    link: "Falar com alguém",
    asked: "Avisamos uma pessoa da nossa equipe, que vai escrever aqui. Até lá, não recebe mensagens automáticas.",
    offer: "Escreva PESSOA neste chat para falar com alguém.",
  },
  readyAnswers: {
    safe: "Sim. O formulário é nosso e abre aqui mesmo, no chat. As suas respostas chegam até nós criptografadas. Ele nunca pede uma senha, um PIN ou um número de cartão completo.",
    change:
      "Sim. Até enviar o formulário, pode voltar e mudar qualquer resposta. Depois, escreva a nova resposta aqui no chat e nós a corrigimos.",
  },
  message: {
    button: "Abrir formulário",
    body: "Por favor, preencha este breve formulário. Ele abre aqui mesmo, no chat.",
    template: (form) => `Por favor, preencha o formulário que solicitou: ${form}. Ele abre aqui mesmo, no chat.`,
    reminder: (form) => `O formulário que solicitou ainda está aberto: ${form}. Pode preenchê-lo aqui mesmo, no chat.`,
    invitation: (form) =>
      `Temos um breve formulário para si: ${form}. Pode preenchê-lo aqui mesmo, no chat. Para não receber mais mensagens deste tipo, responda STOP.`,
    ourForm: "o nosso formulário",
  },
  consent: {
    label: "Sim, escrevam por WhatsApp",
    wording:
      "Podem enviar-me mensagens por WhatsApp sobre o meu pedido, novidades e ofertas. Posso pôr-lhes fim a qualquer momento escrevendo STOP.",
    stopped: "Não receberá mais mensagens nossas aqui. Se mudar de ideia, escreva START.",
    restarted: "Obrigado. Podemos voltar a enviar mensagens aqui. Para não receber mais, escreva STOP.",
  },
  codes: {
    copy: "Copiar código",
    subject: (form) => `O seu código para ${form}`,
    mail: (form, minutes) => [
      `Este é o código de que precisa para ${form} no WhatsApp:`,
      `Pode ser usado uma só vez, dentro de ${minutes} minutos.`,
      "Se não o pediu, pode ignorar este e-mail. Não dê o código a ninguém: nunca o pedimos por telefone nem por mensagem.",
    ],
  },
  secure: {
    follows:
      "Para sua segurança, isto não se pergunta no chat. Depois de enviar o formulário, receberá um link para uma página segura.",
    message: (form, link) =>
      `Obrigado por preencher ${form}. Falta ainda um dado que não deve estar num chat. Por favor, indique-o nesta página segura:\n${link}`,
    forYou: (until) => `O link é só para si. Funciona uma única vez, até: ${until}.`,
    title: "Uma última resposta, em segurança",
    intro: (form) =>
      `Esta página faz parte do formulário que preencheu no WhatsApp: ${form}. O que escrever aqui é criptografado e não passa pelo WhatsApp.`,
    once: (until) => `Pode enviar esta página uma única vez, até: ${until}.`,
    optional: "opcional",
    check: "Por favor, verifique:",
    send: "Enviar em segurança",
    received: ["Obrigado", "A sua resposta chegou e é guardada criptografada. Pode fechar esta página."],
    answered: [
      "Já foi respondido",
      "Temos a sua resposta. Este link funciona uma única vez, para que mais ninguém o possa usar.",
      "Se não foi você, ou para alterar a resposta, escreva-nos no chat do WhatsApp.",
    ],
    expired: ["Este link expirou", "Já não aceita respostas. Por favor, escreva-nos no chat do WhatsApp."],
    unknown: [
      "Este link não está completo",
      "Falta uma parte, ou não é nosso. Abra-o de novo a partir da mensagem no WhatsApp.",
    ],
    gone: [
      "Este formulário já não é usado",
      "Já não se pode enviar nada aqui. Se tiver dúvidas, escreva-nos no chat do WhatsApp.",
    ],
  },
  booking: {
    change: "Mudar ou cancelar",
    choose: "Escolher um horário",
    booked: (what, when) => `O seu agendamento está reservado: ${what}, ${when}.`,
    moved: (what, when) => `O seu agendamento foi alterado: ${what}, ${when}.`,
    cancelled: (what) => `O seu agendamento foi cancelado: ${what}.`,
    taken: (what) =>
      `O horário escolhido para ${what} foi ocupado antes de o podermos registar. Lamentamos. Escolha outro, por favor.`,
    kept: (when) => `Até lá, o seu agendamento mantém-se: ${when}.`,
    noneFree: (what) => `Não há nada livre para ${what} como desejava. Escolha um horário da lista, por favor.`,
    byHand: (what) =>
      `Os agendamentos de ${what} são alterados pela nossa equipa. Passámos o seu pedido e alguém responderá aqui.`,
    link: "Também o pode fazer com a ligação do e-mail de confirmação.",
    reminder: (what, when) => `Um lembrete: ${what}, ${when}.`,
    place: (place) => `Onde: ${place}`,
  },
  answers: {
    required: () => "Por favor, responda a esta pergunta.",
    wrong_type: () => "Não foi possível ler esta resposta. Por favor, escreva-a de novo.",
    too_large: () => "Esta resposta é longa demais. Por favor, encurte-a.",
    not_offered: () => "Por favor, escolha uma das opções oferecidas.",
    duplicate_choice: () => "Por favor, use cada opção apenas uma vez.",
    too_few: (bound) => `Por favor, escolha pelo menos ${bound}.`,
    too_many: (bound) => `Por favor, escolha no máximo ${bound}.`,
    not_an_email: () => "Escreva um endereço de e-mail completo, como nome@example.com.",
    not_a_phone: () => "Escreva o número de telefone com + e o código do país.",
    not_a_url: () => "Escreva um endereço web, como https://example.com.",
    not_a_number: () => "Por favor, escreva um número, só com algarismos.",
    not_an_integer: () => "Por favor, escreva um número inteiro.",
    too_small: (bound) => `Por favor, escreva ${bound} ou mais.`,
    too_big: (bound) => `Por favor, escreva ${bound} ou menos.`,
    too_short: (bound) => `Por favor, escreva pelo menos ${bound} caracteres.`,
    too_long: (bound) => `Por favor, escreva no máximo ${bound} caracteres.`,
    pattern: () => "O formato não é o esperado. Por favor, verifique.",
    not_a_date: () => "Por favor, escolha uma data que exista.",
    too_early: (bound) => `Por favor, escolha ${bound} ou uma data posterior.`,
    too_late: (bound) => `Por favor, escolha ${bound} ou uma data anterior.`,
    not_a_time: () => "Por favor, escreva uma hora de 00:00 a 23:59, como 09:30.",
  },
  askPerson: (person) => `Ou pergunte-nos: ${person}`,
  useWebForm: (webForm) => `Ou use ${webForm}`,
  sayings: {
    unknown_token: () => "Este formulário já não está disponível. Por favor, peça-nos um novo.",
    expired: () => "Este formulário expirou. Por favor, peça-nos um novo.",
    paused: ({ webForm }) =>
      webForm
        ? `Este formulário está em pausa. Por favor, tente mais tarde ou use ${webForm}`
        : "Este formulário está em pausa. Por favor, tente mais tarde ou escreva-nos no chat.",
    closed: () => "Este formulário está encerrado. Por favor, escreva-nos no chat.",
    already_accepted: ({ answeredAt }) =>
      answeredAt
        ? `Já recebemos as suas respostas (${answeredAt}). Para alterá-las, escreva-nos no chat.`
        : "Já temos as suas respostas. Para alterá-las, escreva-nos no chat.",
    already_sent: () =>
      "Valem as suas primeiras respostas. Para responder de novo, feche o formulário e volte a abri-lo.",
    choices_unavailable: () => "Não é possível carregar as opções agora. Por favor, tente daqui a pouco.",
    earlier_part_missing: () => "Falta uma parte anterior. Por favor, feche o formulário e volte a abri-lo.",
    invalid: ({ question, problem = "Por favor, verifique esta resposta." }) =>
      question ? `${question}: ${problem}` : problem,
    full: () => "Já não há vagas. Por favor, escreva-nos no chat.",
    taken: ({ choice }) =>
      `${choice ? `“${choice}” já não está disponível` : "Esta opção já não está disponível"}. Por favor, escolha outra.`,
    taken_before: ({ choice }) =>
      `${choice ? `“${choice}” já não está disponível` : "Esta opção já não está disponível"}. Por favor, volte atrás e escolha outra.`,
    few_left: ({ choice, left }) => {
      const places =
        left === undefined ? "Não há vagas suficientes" : left === 1 ? "Só resta 1 vaga" : `Só restam ${left} vagas`;
      return `${places}${choice ? ` para “${choice}”` : ""}. Por favor, escolha menos ou outra opção.`;
    },
    code_wrong: () =>
      "Os dados não coincidem, ou o código expirou. Verifique-os, ou deixe o código vazio para receber um novo.",
    code_sent: () => "Se tivermos um endereço seu, um novo código está a caminho. Use o mais recente.",
    code_wait: () => "Um código foi pedido há pouco. Aguarde um minuto antes de pedir outro.",
    code_not_ready: () =>
      "Um momento, por favor: aguarde alguns segundos e toque de novo. Se chegar um código, use o mais recente.",
    code_too_many: () => "Foram feitas demasiadas tentativas. Tente novamente mais tarde, por favor.",
  },
};
