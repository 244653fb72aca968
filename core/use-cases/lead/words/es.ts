import type { LeadWords } from "./words.ts";

export const spanish: LeadWords = {
  title: "Cuéntenos qué necesita",
  message: {
    body: "Unas preguntas breves para que le ayude la persona adecuada. Un minuto más o menos.",
    button: "Responder",
    template: {
      requested:
        "Estas son las preguntas sobre su solicitud. Con sus respuestas, la persona adecuada de nuestro equipo puede ayudarle. Es un minuto, aquí mismo en el chat.",
      reminder:
        "Su solicitud sigue abierta: unas preguntas breves para que le ayude la persona adecuada. Puede responder aquí mismo.",
      invitation:
        "¿Tiene algún plan en el que podamos ayudarle? Unas preguntas breves aquí en el chat y la persona adecuada se pondrá en contacto. Para no recibir más mensajes de este tipo, responda STOP.",
    },
  },
  interestPage: "Su solicitud",
  interest: "¿De qué se trata?",
  interests: {
    purchase: "Algo nuevo",
    renewal: "Renovar o ampliar",
    advice: "Primero, asesoramiento",
    other: "Otra cosa",
  },
  needsPage: "Lo que necesita",
  needs: "¿Qué es lo más importante para usted?",
  needsOf: {
    quality: "Calidad",
    price: "Precio",
    speed: "Que sea pronto",
    service: "Atención personal",
    sustainability: "Sostenibilidad",
  },
  details: "¿Qué tiene en mente?",
  budgetPage: "Presupuesto y plazo",
  budget: "¿Qué presupuesto tiene en mente?",
  budgets: {
    up_to_1000: "Hasta 1.000",
    up_to_5000: "De 1.000 a 5.000",
    up_to_20000: "De 5.000 a 20.000",
    over_20000: "Más de 20.000",
    unknown: "Todavía no lo sé",
  },
  timing: "¿Cuándo le gustaría empezar?",
  timings: {
    now: "Lo antes posible",
    three_months: "En menos de tres meses",
    half_year: "En menos de seis meses",
    later: "Más tarde, solo estoy mirando",
  },
  handOverPage: "Cómo contactarle",
  reach: "¿Cómo nos ponemos en contacto?",
  reaches: {
    whatsapp: "Aquí por WhatsApp",
    phone_morning: "Por teléfono, por la mañana",
    phone_afternoon: "Por teléfono, por la tarde",
    email: "Por correo electrónico",
  },
  email: "Su correo electrónico, si lo desea",
  thanks: {
    hot: "¡Gracias! Alguien de nuestro equipo se pondrá en contacto con usted hoy o el próximo día laborable.",
    warm: "¡Gracias! Alguien de nuestro equipo se pondrá en contacto con usted en los próximos días.",
    cold: "¡Gracias! Hemos anotado su solicitud. Escríbanos aquí cuando quiera seguir.",
  },
};
