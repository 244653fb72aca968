import type { MembershipWords } from "./words.ts";

export const spanish: MembershipWords = {
  title: "Renueve su membresía",
  message: {
    body: "Toca renovar su membresía por un año más. Elija la cuota y cómo pagará; es un minuto.",
    button: "Renovar",
    template: {
      requested:
        "Este es el formulario para renovar su membresía: elija la cuota y cómo pagará. Puede rellenarlo aquí mismo en el chat.",
      reminder:
        "La renovación de su membresía sigue abierta: elija la cuota y cómo pagará. Puede rellenar el formulario aquí mismo en el chat.",
      invitation:
        "Su membresía termina pronto. Si desea seguir con nosotros, puede renovarla en un minuto aquí mismo en el chat. Para no recibir más mensajes de este tipo, responda STOP.",
    },
  },
  duesPage: "Su cuota",
  plan: "¿Qué membresía elige para el próximo año?",
  plans: {
    standard: "Normal: 60 al año",
    reduced: "Reducida: 30 al año",
    family: "Familiar: 90 al año",
    supporting: "Benefactor: 120 al año",
  },
  paymentPage: "Pago",
  intention: "¿Cómo pagará?",
  intentions: {
    transfer: "Transferencia bancaria",
    direct_debit: "Domiciliación, como antes",
    in_person: "En persona",
    not_renewing: "No renuevo",
  },
  payBy: "¿Cuándo pagará?",
  payBys: {
    this_week: "Esta semana",
    this_month: "Este mes",
    later: "Más tarde",
  },
  leaving: "¿Por qué nos deja?",
  benefitsPage: "Ventajas",
  benefits: "¿Qué ventajas desea?",
  benefitsOf: {
    newsletter: "Boletín",
    events: "Invitaciones a eventos",
    magazine: "La revista impresa",
    partners: "Precios en nuestros socios",
  },
  receiptPage: "Recibo",
  receiptName: "¿Qué nombre figura en el recibo?",
  receiptEmail: "Correo para el recibo",
  renewed: (dues) =>
    `¡Gracias por seguir con nosotros! Hemos anotado su renovación. Cuota: ${dues}. El recibo llega cuando recibamos el pago.`,
  left: "Gracias por decírnoslo y por el tiempo juntos. Su membresía termina con este año; siempre será bienvenido.",
};
