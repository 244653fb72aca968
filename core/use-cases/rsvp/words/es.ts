import type { RsvpWords } from "./words.ts";

export const spanish: RsvpWords = {
  title: "Nuestro evento: ¿vendrá?",
  message: {
    body: "Tenemos el gusto de invitarle. Díganos si viene y cuántos son, y le reservamos las plazas.",
    button: "Responder ahora",
    template: {
      requested:
        "Aquí tiene la inscripción a nuestro evento que nos ha pedido. Sus plazas quedan reservadas en cuanto responda.",
      reminder: "Su inscripción a nuestro evento sigue abierta. Díganos si viene, aquí mismo en el chat.",
      invitation:
        "Le invitamos a nuestro evento. Díganos aquí mismo en el chat si viene y cuántos son. Para no recibir más mensajes de este tipo, responda STOP.",
    },
  },
  eventPage: "Nuestro evento",
  event: "¿A qué evento viene?",
  events: { evening: "Evento de la noche", afternoon: "Evento de la tarde", none: "No puedo ir" },
  party: "¿Cuántas personas vienen, contándole a usted?",
  needsPage: "Para que todo salga bien",
  food: "¿Qué debe saber la cocina?",
  foods: {
    vegetarian: "Vegetariano",
    vegan: "Vegano",
    no_pork: "Sin cerdo",
    gluten_free: "Sin gluten",
    lactose_free: "Sin lactosa",
    other: "Otra cosa",
  },
  access: "¿Necesita algo más, como un acceso sin escalones o un asiento en las primeras filas?",
  confirmPage: "Confirme, por favor",
  summary: (event, party) => `Viene a: ${event}. Plazas: ${party}.`,
  unable: "Esta vez no puede venir.",
  remindMe: "Recordármelo aquí",
  remindText:
    "Pueden enviarme por WhatsApp un recordatorio de este evento. Para no recibir más mensajes de este tipo, escribo STOP.",
  send: "Enviar respuesta",
  thanks: {
    coming:
      "¡Gracias! Sus plazas están reservadas. Si algo cambia, vuelva a abrir el formulario y corrija su respuesta.",
    unable: "Gracias por avisarnos. Esperamos verle en otra ocasión.",
  },
};
