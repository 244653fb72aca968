import type { ContactUpdateWords } from "./words.ts";

export const portuguese: ContactUpdateWords = {
  title: "Atualize os seus dados",
  message: {
    body: "Mudou alguma coisa? Diga-nos o novo e-mail, telefone ou endereço, aqui mesmo na conversa.",
    button: "Atualizar dados",
    template: {
      requested:
        "Pediu para atualizar os seus dados: e-mail, telefone ou endereço. Pode fazê-lo aqui mesmo na conversa.",
      reminder:
        "A sua atualização ainda está aberta: e-mail, telefone ou endereço. Pode terminá-la aqui mesmo na conversa.",
      invitation:
        "Os seus dados ainda estão certos? Verifique o e-mail, o telefone e o endereço aqui mesmo na conversa. Para não receber mais mensagens deste tipo, responda STOP.",
    },
  },
  whoPage: "Primeiro: é mesmo você?",
  surname: "O seu apelido",
  code: "O seu código",
  codeHint: "O código do nosso e-mail ou o número que lhe demos. Vazio: recebe um novo.",
  newPage: "O que mudou?",
  leave: "Preencha só o que é novo. O que ficar vazio continua como está.",
  email: "Novo e-mail",
  phone: "Novo telefone",
  addressPage: "Mudou de casa?",
  street: "Rua e número",
  zip: "Código postal",
  city: "Cidade",
  numberPage: "O seu novo número",
  numberCode: "Código recebido",
  numberHint: "Enviado por WhatsApp para o novo número. Deixe vazio para receber outro.",
  confirmPage: "Confirme, por favor",
  changes: {
    email: (value) => `E-mail: ${value}`,
    phone: (value) => `Telefone: ${value}`,
    street: (value) => `Rua: ${value}`,
    zip: (value) => `Código postal: ${value}`,
    city: (value) => `Cidade: ${value}`,
  },
  nothing: "Não preencheu nada de novo, por isso nada vai mudar.",
  confirm: "Está certo",
  confirmText: "Os dados acima estão certos e podem substituir os que têm de mim.",
  send: "Atualizar os meus dados",
  thanks: "Obrigado! Os seus dados estão a caminho. Recebe aqui uma mensagem quando estiverem atualizados.",
  updated: "Os seus dados estão atualizados. Se não foi você, escreva-nos já por aqui.",
};
