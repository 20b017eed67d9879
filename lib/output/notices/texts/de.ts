import type { NoticeTexts } from "../texts";

export const de: NoticeTexts = {
  kinds: {
    incidents: "Störung",
    maintenance: "Wartung",
    measured: "Gemessener Ausfall",
    postmortems: "Nachbericht",
  },
  steps: {
    opened: "Neu",
    updated: "Update",
    resolved: "Behoben",
    planned: "Geplant",
    moved: "Verschoben",
    reminder_24h: "Erinnerung, einen Tag vorher",
    reminder_1h: "Erinnerung, eine Stunde vorher",
    started: "Begonnen",
    ended: "Beendet",
    cancelled: "Abgesagt",
    published: "Veröffentlicht",
  },
  severities: {
    down: "ausgefallen",
    partial: "teilweise ausgefallen",
    degraded: "beeinträchtigt",
    maintenance: "in Wartung",
  },
  phases: {
    investigating: "Wir untersuchen die Ursache",
    identified: "Die Ursache ist bekannt",
    monitoring: "Eine Lösung ist aktiv und wird beobachtet",
    resolved: "Behoben",
  },
  affected: "Betroffen: {surfaces} ({severity})",
  span: "Von {start} bis {end}",
  since: "Seit {start}",
  link: "Auf der Statusseite öffnen",
  digest: "{count} Statusmeldungen",
  digestWhy: "In der letzten Stunde gab es mehr zu melden als zehn Nachrichten, deshalb steht alles in dieser.",
  why: "Sie erhalten dies, weil Sie den Status von Raxx abonniert haben.",
  unsubscribe: "Abmelden: {url}",
  change: "Auswahl ändern: Adresse eingeben auf {url}",
  mirror: "Falls die Seite nicht erreichbar ist, eine Kopie auf einem anderen Server: {url}",
  confirm: {
    subject: "Abonnement des Raxx-Status bestätigen",
    body: [
      "Jemand, hoffentlich Sie, möchte an dieser Adresse über den Status von Raxx informiert werden.",
      "Bestätigen Sie das innerhalb von 24 Stunden auf dieser Seite: {url}",
      "Wenn Sie das nicht waren, ignorieren Sie diese Mail: Sie erhalten nichts, und die Adresse wird binnen 48 Stunden gelöscht.",
    ],
  },
  manage: {
    subject: "Ihr Abonnement des Raxx-Status",
    body: [
      "Diese Adresse hat den Status von Raxx abonniert. Auf dieser Seite sehen und ändern Sie Ihre Auswahl oder löschen sie: {url}",
      "Der Link gilt 7 Tage. Wenn Sie ihn nicht angefordert haben, ignorieren Sie diese Mail.",
    ],
  },
  disabled: {
    subject: "Der Raxx-Status erreicht Ihren Webhook nicht",
    body: [
      "Drei Tage lang hat {channel} auf {host} keine unserer Nachrichten angenommen. Das Abonnement ist jetzt aus.",
      "Sobald es wieder antwortet, melden Sie es neu an: {url}",
    ],
  },
  ping: "Hier wird der Status von Raxx gemeldet.",
};
