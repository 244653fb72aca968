import type { InsightDefinition } from "@flowella/contract";

/** What each figure means, in Spanish. */
export const es: Readonly<Record<InsightDefinition, string>> = {
  sent: "Mensajes con un Flow que WhatsApp aceptó. Todas las demás cifras tratan de estos mensajes, en el día en que nacieron: quien responde una semana después cuenta en el día de su mensaje. Las pruebas, los acuses y los recordatorios no cuentan.",
  delivered: "Mensajes que llegaron al teléfono.",
  read: "Mensajes leídos. Quien abrió el Flow leyó el mensaje, aunque su teléfono no lo diga.",
  opened:
    "Mensajes cuyo Flow se abrió. Solo se ve si el Flow pregunta al servidor al abrirse; quien envió una pantalla lo abrió.",
  started: "Mensajes cuyo cliente envió al menos una pantalla.",
  screen_reached: "Mensajes cuyo cliente vio esta pantalla.",
  completed: "Mensajes cuyas respuestas se entregaron. Rellenarlo otra vez o corregirlo no cuenta dos veces.",
  landed: "Mensajes completados cuyas respuestas están en HubSpot, en el contacto o como envío del formulario.",
  time_delivery: "Tiempo desde el envío hasta la llegada, de los mensajes de los que se conocen ambos.",
  time_reading: "Tiempo desde el envío hasta la lectura, de los mensajes cuyo teléfono la comunicó.",
  time_opening: "Tiempo desde el envío hasta la apertura, de los mensajes cuya apertura se vio.",
  time_filling:
    "Tiempo desde la primera pantalla hasta la entrega de las respuestas, con pausas. Donde la apertura no se ve, desde la primera pantalla enviada.",
  time_whole: "Tiempo desde el envío del mensaje hasta la entrega de las respuestas.",
  screen_time:
    "Tiempo desde que una pantalla se muestra por primera vez hasta que se envía por primera vez, como lo ve el servidor. La primera de un Flow que se abre sin preguntar al servidor no tiene.",
  screen_returns: "Veces que los clientes volvieron atrás desde esta pantalla, y en cuántos mensajes.",
  screen_left:
    "Mensajes en los que esta pantalla fue la última vista y las respuestas no se entregaron. Quien sigue en ella cuenta aquí hasta que avanza.",
  field_rejections:
    "Veces que nuestras comprobaciones rechazaron una respuesta a esta pregunta, y por qué; y en cuántos mensajes.",
  field_changes: "Veces que un cliente volvió atrás y dio otra respuesta a esta pregunta.",
  groups: "Los valores con menos de cinco mensajes van juntos, porque se podría reconocer a pocas personas.",
  cost: "Lo que WhatsApp cobra por estos mensajes: como qué los cuenta, por tu propia tabla de precios. Los mensajes que no son plantillas no cuestan nada.",
  cost_per_completed: "El coste de todos los mensajes, también de los que nadie respondió, entre los completados.",
  delay_delivery: "Tiempo desde la entrega hasta que las respuestas estuvieron en HubSpot.",
  delay_owner: "Tiempo desde la entrega hasta que alguien se hizo cargo del lead.",
  delay_booking: "Tiempo desde la entrega hasta que la cita estuvo en el calendario.",
  quality:
    "Respuestas del chat junto a las del mismo formulario en la web, en las mismas semanas completas: la parte de los campos con respuesta, y de los correos y teléfonos bien escritos.",
  opt_ins:
    "Personas que aceptaron en estos días y antes no, o que habían dicho STOP; quedan las que no han dicho STOP desde entonces.",
  chat_against_web:
    "Envíos a listas de estos días en los que una parte de las personas recibió el enlace al formulario web: completados sobre enviados en ambos lados, y si la diferencia puede ser casualidad.",
  percentiles:
    "La mediana y el límite para nueve de cada diez son valores que ocurrieron, en segundos enteros. Son exactos; con más de 50.000 tiempos por día, Flow y grupo, lo son con un 1 % de margen.",
  days: "Los días empiezan y terminan en la zona horaria de la cuenta de HubSpot, tal como estaba al contarlos.",
  unseen_phone_checks:
    "Lo que rechaza el propio teléfono, como una pregunta obligatoria vacía, nunca llega al servidor y no se puede contar.",
  unseen_time_within_screen:
    "Lo que ocurre dentro de una pantalla, como el tiempo en una sola pregunta, no se puede ver. Se ve cuándo se muestra y cuándo se envía.",
};
