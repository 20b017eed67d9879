import type { NoticeTexts } from "../texts";

export const es: NoticeTexts = {
  kinds: {
    incidents: "Incidencia",
    maintenance: "Mantenimiento",
    measured: "Interrupción medida",
    postmortems: "Informe posterior",
  },
  steps: {
    opened: "Nueva",
    updated: "Actualización",
    resolved: "Resuelta",
    planned: "Planificado",
    moved: "Cambio de fecha",
    reminder_24h: "Recordatorio, un día antes",
    reminder_1h: "Recordatorio, una hora antes",
    started: "Iniciado",
    ended: "Terminado",
    cancelled: "Cancelado",
    published: "Publicado",
  },
  severities: {
    down: "caído",
    partial: "caído en parte",
    degraded: "degradado",
    maintenance: "en mantenimiento",
  },
  phases: {
    investigating: "Estamos investigando",
    identified: "La causa es conocida",
    monitoring: "Hay una solución activa y en observación",
    resolved: "Resuelta",
  },
  affected: "Afectado: {surfaces} ({severity})",
  span: "Desde {start} hasta {end}",
  since: "Desde {start}",
  link: "Abrir en la página de estado",
  digest: "{count} avisos de estado",
  digestWhy: "En la última hora hubo más que contar que diez mensajes, así que este los reúne todos.",
  why: "Recibe esto porque se suscribió al estado de Raxx.",
  unsubscribe: "Cancelar la suscripción: {url}",
  change: "Cambiar lo que recibe: escriba su dirección en {url}",
  mirror: "Si no se puede acceder a la página, una copia en otro servidor: {url}",
  confirm: {
    subject: "Confirme su suscripción al estado de Raxx",
    body: [
      "Alguien, esperamos que usted, pidió recibir en esta dirección el estado de Raxx.",
      "Confírmelo en esta página en un plazo de 24 horas: {url}",
      "Si no fue usted, ignore este correo: no se le envía nada y la dirección se borra en 48 horas.",
    ],
  },
  manage: {
    subject: "Su suscripción al estado de Raxx",
    body: [
      "Esta dirección está suscrita al estado de Raxx. En esta página ve y cambia lo que recibe, o la borra: {url}",
      "El enlace vale 7 días. Si no lo pidió, ignore este correo.",
    ],
  },
  disabled: {
    subject: "El estado de Raxx no llega a su webhook",
    body: [
      "Durante tres días, {channel} en {host} no aceptó ningún mensaje nuestro. La suscripción está desactivada.",
      "Cuando vuelva a responder, suscríbalo de nuevo en {url}",
    ],
  },
  ping: "Aquí se comunica el estado de Raxx.",
};
