import type { KycWords } from "./words.ts";

export const portuguese: KycWords = {
  title: "Confirme a sua identidade",
  message: {
    body: "Para continuar, precisamos de saber quem é. São cerca de três minutos; tenha o seu documento à mão.",
    button: "Começar",
    template: {
      requested:
        "Aqui está a verificação de identidade que nos pediu para começar. São cerca de três minutos, aqui mesmo na conversa.",
      reminder: "A sua verificação de identidade ainda está aberta. São cerca de três minutos, aqui mesmo na conversa.",
      invitation:
        "Para estarmos prontos para si, queremos confirmar a sua identidade: cerca de três minutos, aqui mesmo na conversa. Para não receber mais mensagens deste tipo, responda STOP.",
    },
  },
  personPage: "Sobre si",
  firstName: "Nomes próprios, como no documento",
  lastName: "Apelido, como no documento",
  born: "Data de nascimento",
  addressPage: "Onde vive",
  street: "Rua e número",
  zip: "Código postal",
  city: "Localidade",
  country: "País",
  otherCountry: "Outro país",
  documentPage: "Os seus documentos",
  documentType: "Que documento tem: passaporte, cartão ou outro?",
  documents: {
    id_card: "Cartão de cidadão",
    passport: "Passaporte",
    driving_licence: "Carta de condução",
    residence_permit: "Título de residência",
  },
  proof: "Um comprovativo recente da sua morada",
  proofHint:
    "Uma fatura ou uma carta oficial dos últimos três meses, em foto ou PDF. Por favor, nenhuma foto do seu documento.",
  numberPage: "Quase pronto",
  number: "Número do cartão de cidadão, passaporte ou outro",
  expires: "Até quando é válido o documento?",
  agree: "Concordo",
  agreeText:
    "O que indiquei é verdade. Pode ser usado e guardado para confirmar a minha identidade, como a lei exige, e para mais nada.",
  send: "Enviar",
  thanks: "Obrigado. Verificamos o que enviou e escrevemos-lhe aqui se faltar alguma coisa.",
};
