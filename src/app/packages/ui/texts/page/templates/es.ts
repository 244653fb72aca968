import type { TemplateTexts } from "./index.ts";

/** The words of the templates in Spanish. */
export const es: TemplateTexts = {
  button: "Empezar con una plantilla",
  back: "Todos los formularios",
  title: "Plantillas",
  intro:
    "Cada una es un recorrido que muchas empresas usan: sus preguntas, sus mensajes, adónde van las respuestas. Mírala, cambia lo que quieras y publícala.",
  open: "Mirarla",
  again: "Abrir",
  languages: (languages) => `Lista en ${languages}.`,
  sampleTitle: "Una respuesta de ejemplo, y lo que recibe el contacto",
  asked: "Pregunta y respuesta",
  gets: "En el contacto",
  emptyTitle: "Aquí no hay plantillas",
  emptyText: "Quien gestiona Flowella no ofrece ninguna en este servidor.",
  each: {
    kyc: {
      title: "Verificación de identidad",
      purpose:
        "Nombre y fecha de nacimiento, dirección, una foto del documento y consentimiento. Recibes la ficha y su riesgo, y el documento queda cifrado.",
    },
    nps: {
      title: "Si te recomendarían",
      purpose:
        "Una nota de 0 a 10, el motivo solo donde la nota lo pide, un comentario, y si puedes volver sobre ello.",
    },
    "contact-update": {
      title: "Datos de contacto al día",
      purpose:
        "Los clientes demuestran quiénes son con un código de un solo uso y corrigen correo, teléfono y dirección. Cada cambio queda anotado.",
    },
    appointment: {
      title: "Reservar una cita",
      purpose: "Motivo, una hora libre de tu calendario, confirmación y recordatorio.",
    },
    lead: {
      title: "Calificar a un interesado",
      purpose:
        "Oferta, necesidades, presupuesto y plazo. Tu equipo recibe un propietario, una tarea y un mensaje mientras el chat está abierto.",
    },
    membership: {
      title: "Renovar una membresía",
      purpose: "Cuota, forma de pago, ventajas y recibo. Cada renovación es una línea del registro.",
    },
    rsvp: {
      title: "Decir si se viene",
      purpose:
        "Qué evento, cuántos, dietas y accesos. Las plazas se cuentan con exactitud; antes sale un recordatorio.",
    },
  },
};
