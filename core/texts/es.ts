/** Spanish. The customer is addressed as "usted" (formal), in words that Spain and Latin America share. */
import type { Words } from "./words.ts";

export const spanish: Words = {
  continue: "Continuar",
  send: "Enviar",
  yes: "Sí",
  no: "No",
  yourAnswer: "Su respuesta",
  emailAddress: "Correo electrónico",
  phoneNumber: "Número de teléfono",
  webAddress: "Dirección web",
  number: "Número",
  chooseOne: "Elija una opción",
  chooseDate: "Elija una fecha",
  timeOfDay: "Hora",
  timeFormat: "Formato de 24 horas, como 09:30 o 17:45.",
  other: "Otro",
  otherAnswer: "Otra respuesta",
  chooseGroup: "Elija un grupo",
  place: (place) => `Puesto ${place}`,
  fullName: "Nombre y apellidos",
  sign: "Firmo con mi nombre",
  lastFour: "Últimos 4 caracteres",
  lastFourOnly: "Indique solo los últimos 4 caracteres.",
  addPhotos: (most) => (most === 1 ? "Añada una foto" : "Añada fotos"),
  addFiles: (most) => (most === 1 ? "Añada un archivo" : "Añada archivos"),
  agree: "Acepto",
  chooseAny: "Elija una o varias opciones",
  chooseExactly: (count) => `Elija ${count}`,
  chooseUpTo: (max) => `Elija ${max} como máximo`,
  chooseAtLeast: (min) => `Elija ${min} como mínimo`,
  chooseBetween: (min, max) => `Elija de ${min} a ${max}`,
  checkFormat: "Use el formato indicado, por favor.",
  countryCode: "Empiece con + y el prefijo del país.",
  option: (place) => `Opción ${place}`,
  step: (place, total) => `Paso ${place} de ${total}`,
  progress: (place, total) => `${place} de ${total}`,
  untitled: "Sus respuestas",
  nothingToAsk: "Aquí todavía no hay nada que rellenar.",
  afterSending: (text) => `Después de enviar: «${text}»`,
  received: "Gracias. Hemos recibido sus respuestas.",
  messageArrived: "Gracias por su mensaje. Una persona de nuestro equipo lo leerá y le responderá aquí.",
  eventReminder: (event, when, people) =>
    `Recordatorio: ${event}, ${when}.${people === undefined ? "" : ` Plazas reservadas para usted: ${people}.`} ¡Le esperamos!`,
  entry: {
    sentence: (form) => `¡Hola! Me gustaría rellenar este formulario: ${form}`,
    invite: "Escríbanos por WhatsApp",
    scan: "Escanee el código y pulse Enviar.",
  },
  rescue: {
    body: (form) =>
      `Estaba rellenando «${form}». Sus respuestas hasta ahora están guardadas: pulse el botón para seguir donde lo dejó.`,
    button: "Continuar",
    notice: "Lo que rellena nos llega desde la primera pantalla, aunque no envíe el formulario.",
  },
  person: {
    link: "Hablar con alguien",
    asked:
      "Hemos avisado a una persona de nuestro equipo, que le escribirá aquí. Hasta entonces no recibirá mensajes automáticos.",
    offer: "Escriba PERSONA en este chat para hablar con alguien.",
  },
  readyAnswers: {
    safe: "Sí. El formulario es nuestro y se abre aquí mismo, en el chat. Sus respuestas llegan cifradas hasta nosotros. Nunca pide una contraseña, un PIN ni un número de tarjeta completo.",
    change:
      "Sí. Hasta que envíe el formulario puede volver atrás y cambiar cualquier respuesta. Después, escriba la nueva respuesta aquí en el chat y la corregimos.",
  },
  message: {
    button: "Abrir formulario",
    body: "Por favor, complete este breve formulario. Se abre aquí mismo, en el chat.",
    template: (form) => `Por favor, complete el formulario que nos ha pedido: ${form}. Se abre aquí mismo, en el chat.`,
    reminder: (form) =>
      `El formulario que nos ha pedido sigue abierto: ${form}. Puede completarlo aquí mismo, en el chat.`,
    invitation: (form) =>
      `Tenemos un breve formulario para usted: ${form}. Puede completarlo aquí mismo, en el chat. Para no recibir más mensajes de este tipo, responda STOP.`,
    ourForm: "nuestro formulario",
  },
  consent: {
    label: "Sí, escríbanme por WhatsApp",
    wording:
      "Pueden enviarme mensajes por WhatsApp sobre mi solicitud, y novedades y ofertas. Puedo ponerle fin en cualquier momento escribiendo STOP.",
    stopped: "Ya no recibirá más mensajes nuestros aquí. Si cambia de opinión, escriba START.",
    restarted: "Gracias. Podremos volver a enviarle mensajes aquí. Para no recibir más, escriba STOP.",
  },
  codes: {
    copy: "Copiar código",
    subject: (form) => `Su código para ${form}`,
    mail: (form, minutes) => [
      `Este es el código que necesita para ${form} en WhatsApp:`,
      `Se puede usar una sola vez, en ${minutes} minutos.`,
      "Si no lo ha pedido, puede ignorar este correo. No dé el código a nadie: nunca lo pedimos por teléfono ni por mensaje.",
    ],
  },
  secure: {
    follows:
      "Por su seguridad, esto no se pregunta en el chat. Después de enviar el formulario recibirá un enlace a una página segura.",
    message: (form, link) =>
      `Gracias por rellenar ${form}. Falta un dato que no debería estar en un chat. Por favor, indíquelo en esta página segura:\n${link}`,
    forYou: (until) => `El enlace es solo para usted. Funciona una vez, hasta: ${until}.`,
    title: "Una última respuesta, a salvo",
    intro: (form) =>
      `Esta página es parte del formulario que rellenó en WhatsApp: ${form}. Lo que escriba aquí se cifra y no pasa por WhatsApp.`,
    once: (until) => `Puede enviar esta página una sola vez, hasta: ${until}.`,
    optional: "opcional",
    check: "Por favor, revise esto:",
    send: "Enviar de forma segura",
    received: ["Gracias", "Su respuesta ha llegado y se guarda cifrada. Puede cerrar esta página."],
    answered: [
      "Ya se ha respondido",
      "Tenemos su respuesta. Este enlace funciona una sola vez, para que nadie más pueda usarlo.",
      "Si no ha sido usted, o para cambiar la respuesta, escríbanos en el chat de WhatsApp.",
    ],
    expired: ["Este enlace ha caducado", "Ya no admite respuestas. Por favor, escríbanos en el chat de WhatsApp."],
    unknown: [
      "Este enlace no está completo",
      "Falta una parte, o no es nuestro. Ábralo de nuevo desde el mensaje de WhatsApp.",
    ],
    gone: [
      "Este formulario ya no se usa",
      "Aquí ya no se puede enviar nada. Si tiene preguntas, escríbanos en el chat de WhatsApp.",
    ],
  },
  booking: {
    change: "Cambiar o cancelar",
    choose: "Elegir una hora",
    booked: (what, when) => `Su cita está reservada: ${what}, ${when}.`,
    moved: (what, when) => `Su cita se ha cambiado: ${what}, ${when}.`,
    cancelled: (what) => `Su cita se ha cancelado: ${what}.`,
    taken: (what) =>
      `La hora que eligió para ${what} se ocupó antes de que pudiéramos anotarla. Lo sentimos. Elija otra, por favor.`,
    kept: (when) => `Hasta entonces su cita sigue en pie: ${when}.`,
    noneFree: (what) => `No hay nada libre para ${what} como deseaba. Elija una hora de la lista, por favor.`,
    byHand: (what) =>
      `Las citas de ${what} las cambia nuestro equipo. Hemos pasado su petición y alguien le responderá aquí.`,
    link: "También puede hacerlo con el enlace del correo de confirmación.",
    reminder: (what, when) => `Un recordatorio: ${what}, ${when}.`,
    place: (place) => `Dónde: ${place}`,
  },
  answers: {
    required: () => "Por favor, responda a esta pregunta.",
    wrong_type: () => "No se ha podido leer esta respuesta. Por favor, escríbala de nuevo.",
    too_large: () => "Esta respuesta es demasiado larga. Por favor, acórtela.",
    not_offered: () => "Por favor, elija una de las opciones que se ofrecen.",
    duplicate_choice: () => "Por favor, use cada opción una sola vez.",
    too_few: (bound) => `Por favor, elija ${bound} como mínimo.`,
    too_many: (bound) => `Por favor, elija ${bound} como máximo.`,
    not_an_email: () => "Escriba un correo electrónico completo, como nombre@example.com.",
    not_a_phone: () => "Escriba el número de teléfono con + y el prefijo del país.",
    not_a_url: () => "Escriba una dirección web, como https://example.com.",
    not_a_number: () => "Por favor, escriba un número, solo con cifras.",
    not_an_integer: () => "Por favor, escriba un número entero.",
    too_small: (bound) => `Por favor, escriba ${bound} o más.`,
    too_big: (bound) => `Por favor, escriba ${bound} o menos.`,
    too_short: (bound) => `Por favor, escriba al menos ${bound} caracteres.`,
    too_long: (bound) => `Por favor, escriba ${bound} caracteres como máximo.`,
    pattern: () => "No tiene el formato esperado. Por favor, revíselo.",
    not_a_date: () => "Por favor, elija una fecha que exista.",
    too_early: (bound) => `Por favor, elija el ${bound} o una fecha posterior.`,
    too_late: (bound) => `Por favor, elija el ${bound} o una fecha anterior.`,
    not_a_time: () => "Por favor, escriba una hora de 00:00 a 23:59, como 09:30.",
  },
  askPerson: (person) => `O pregúntenos: ${person}`,
  useWebForm: (webForm) => `O use ${webForm}`,
  sayings: {
    unknown_token: () => "Este formulario ya no está disponible. Por favor, pídanos uno nuevo.",
    expired: () => "Este formulario ha caducado. Por favor, pídanos uno nuevo.",
    paused: ({ webForm }) =>
      webForm
        ? `Este formulario está en pausa. Por favor, inténtelo más tarde o use ${webForm}`
        : "Este formulario está en pausa. Por favor, inténtelo más tarde o escríbanos en el chat.",
    closed: () => "Este formulario está cerrado. Por favor, escríbanos en el chat.",
    already_accepted: ({ answeredAt }) =>
      answeredAt
        ? `Ya recibimos sus respuestas (${answeredAt}). Para cambiarlas, escríbanos en el chat.`
        : "Ya tenemos sus respuestas. Para cambiarlas, escríbanos en el chat.",
    already_sent: () =>
      "Valen sus primeras respuestas. Para responder otra vez, cierre el formulario y ábralo de nuevo.",
    choices_unavailable: () => "Ahora no se pueden cargar las opciones. Por favor, inténtelo en un momento.",
    earlier_part_missing: () => "Falta algo anterior. Por favor, cierre el formulario y ábralo de nuevo.",
    invalid: ({ question, problem = "Por favor, revise esta respuesta." }) =>
      question ? `${question}: ${problem}` : problem,
    full: () => "Ya no quedan plazas. Por favor, escríbanos en el chat.",
    taken: ({ choice }) =>
      `${choice ? `«${choice}» ya no está disponible` : "Esta opción ya no está disponible"}. Por favor, elija otra.`,
    taken_before: ({ choice }) =>
      `${choice ? `«${choice}» ya no está disponible` : "Esta opción ya no está disponible"}. Por favor, vuelva atrás y elija otra.`,
    few_left: ({ choice, left }) => {
      const places =
        left === undefined
          ? "No quedan suficientes plazas"
          : left === 1
            ? "Solo queda 1 plaza"
            : `Solo quedan ${left} plazas`;
      return `${places}${choice ? ` para «${choice}»` : ""}. Por favor, elija menos u otra opción.`;
    },
    code_wrong: () =>
      "Los datos no coinciden o el código ha caducado. Revíselos, o deje el código vacío para recibir uno nuevo.",
    code_sent: () => "Si tenemos una dirección suya, un código nuevo está en camino. Use el más reciente.",
    code_wait: () => "Se ha pedido un código hace un momento. Espere un minuto antes de pedir otro.",
    code_not_ready: () =>
      "Un momento, por favor: espere unos segundos y pulse de nuevo. Si le llega un código, use el más reciente.",
    code_too_many: () => "Se ha intentado demasiadas veces. Inténtelo de nuevo más tarde, por favor.",
  },
};
