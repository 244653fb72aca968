import type { NpsWords } from "./words.ts";

export const spanish: NpsWords = {
  title: "Su opinión sobre nosotros",
  message: {
    body: "¿Qué tal le fue con nosotros? Una pregunta y medio minuto de su tiempo.",
    button: "Dar mi opinión",
    template: {
      requested:
        "Esta es la breve encuesta que pidió: una pregunta sobre qué tal le fue con nosotros. Puede responder aquí mismo en el chat.",
      reminder:
        "Nuestra breve encuesta sigue abierta: una pregunta sobre qué tal le fue con nosotros. Puede responder aquí mismo.",
      invitation:
        "Nos gustaría saber qué tal le fue con nosotros: una pregunta, medio minuto, aquí mismo en el chat. Para no recibir más mensajes de este tipo, responda STOP.",
    },
  },
  scorePage: "Su opinión",
  score: "¿Con qué probabilidad nos recomendaría a un amigo o compañero?",
  unlikely: "Nada probable",
  likely: "Muy probable",
  reasonPage: "Qué salió mal",
  reason: "¿Qué fue lo que más le decepcionó?",
  reasons: {
    quality: "Calidad",
    price: "Precio",
    service: "Atención",
    delivery: "Espera o entrega",
    other: "Otra cosa",
  },
  commentPage: "Con sus palabras",
  comment: "¿Qué deberíamos mantener y qué deberíamos cambiar?",
  followUp: "¿Podemos escribirle sobre su respuesta?",
  yes: "Sí, claro",
  no: "No, gracias",
  thanks: {
    promoter: "¡Gracias! Nos alegra saber que nos recomendaría.",
    passive: "¡Gracias! Trabajaremos para merecer del todo su recomendación.",
    detractor: "Gracias por su sinceridad. Sentimos no haber cumplido sus expectativas.",
  },
};
