import type { KycWords } from "./words.ts";

export const spanish: KycWords = {
  title: "Confirme su identidad",
  message: {
    body: "Para continuar necesitamos saber quién es. Son unos tres minutos; tenga su documento a mano.",
    button: "Empezar",
    template: {
      requested:
        "Aquí tiene la verificación de identidad que nos pidió empezar. Son unos tres minutos, aquí mismo en el chat.",
      reminder: "Su verificación de identidad sigue abierta. Son unos tres minutos, aquí mismo en el chat.",
      invitation:
        "Para estar listos para usted, queremos confirmar su identidad: unos tres minutos, aquí mismo en el chat. Para no recibir más mensajes de este tipo, responda STOP.",
    },
  },
  personPage: "Sobre usted",
  firstName: "Nombre, como en su documento",
  lastName: "Apellidos, como en su documento",
  born: "Fecha de nacimiento",
  addressPage: "Dónde vive",
  street: "Calle y número",
  zip: "Código postal",
  city: "Población",
  country: "País",
  otherCountry: "Otro país",
  documentPage: "Sus documentos",
  documentType: "¿Qué documento de identidad tiene?",
  documents: {
    id_card: "Documento de identidad",
    passport: "Pasaporte",
    driving_licence: "Permiso de conducir",
    residence_permit: "Permiso de residencia",
  },
  proof: "Un justificante reciente de su domicilio",
  proofHint:
    "Una factura o una carta oficial de los últimos tres meses, en foto o PDF. Por favor, ninguna foto de su documento.",
  numberPage: "Ya casi está",
  number: "Número del documento de identidad",
  expires: "¿Hasta cuándo es válido el documento?",
  agree: "Estoy de acuerdo",
  agreeText:
    "Lo que he indicado es cierto. Puede usarse y guardarse para confirmar mi identidad, como exige la ley, y para nada más.",
  send: "Enviar",
  thanks: "Gracias. Comprobamos lo que ha enviado y le escribimos aquí si falta algo.",
};
