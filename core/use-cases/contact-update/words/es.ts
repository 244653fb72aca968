import type { ContactUpdateWords } from "./words.ts";

export const spanish: ContactUpdateWords = {
  title: "Actualice sus datos",
  message: {
    body: "¿Ha cambiado algo? Díganos su nuevo correo, teléfono o dirección, aquí mismo en el chat.",
    button: "Actualizar datos",
    template: {
      requested: "Ha pedido actualizar sus datos: correo, teléfono o dirección. Puede hacerlo aquí mismo en el chat.",
      reminder: "Su actualización sigue abierta: correo, teléfono o dirección. Puede terminarla aquí mismo en el chat.",
      invitation:
        "¿Siguen siendo correctos sus datos? Revise su correo, teléfono y dirección aquí mismo en el chat. Para no recibir más mensajes de este tipo, responda STOP.",
    },
  },
  whoPage: "Primero: ¿es usted?",
  surname: "Su apellido",
  code: "Su código",
  codeHint: "El código de nuestro correo o el número que le dimos. Vacío: recibe uno nuevo.",
  newPage: "¿Qué ha cambiado?",
  leave: "Rellene solo lo nuevo. Lo que deje vacío se queda como está.",
  email: "Nuevo correo",
  phone: "Nuevo teléfono",
  addressPage: "¿Se ha mudado?",
  street: "Calle y número",
  zip: "Código postal",
  city: "Ciudad",
  numberPage: "Su nuevo número",
  numberCode: "Código recibido",
  numberHint: "Enviado por WhatsApp al nuevo número. Déjelo vacío para recibir otro.",
  confirmPage: "Confirme, por favor",
  changes: {
    email: (value) => `Correo: ${value}`,
    phone: (value) => `Teléfono: ${value}`,
    street: (value) => `Calle: ${value}`,
    zip: (value) => `Código postal: ${value}`,
    city: (value) => `Ciudad: ${value}`,
  },
  nothing: "No ha rellenado nada nuevo, así que nada cambiará.",
  confirm: "Es correcto",
  confirmText: "Los datos de arriba son correctos y pueden sustituir a los que tienen de mí.",
  send: "Actualizar mis datos",
  thanks: "¡Gracias! Sus datos están en camino. Recibirá aquí un mensaje cuando estén actualizados.",
  updated: "Sus datos están actualizados. Si no ha sido usted, escríbanos aquí enseguida.",
};
