import type { NoticeTexts } from "../texts";

export const fr: NoticeTexts = {
  kinds: {
    incidents: "Incident",
    maintenance: "Maintenance",
    measured: "Panne mesurée",
    postmortems: "Bilan",
  },
  steps: {
    opened: "Nouveau",
    updated: "Mise à jour",
    resolved: "Résolu",
    planned: "Planifiée",
    moved: "Déplacée",
    reminder_24h: "Rappel, un jour avant",
    reminder_1h: "Rappel, une heure avant",
    started: "Commencée",
    ended: "Terminée",
    cancelled: "Annulée",
    published: "Publié",
  },
  severities: {
    down: "en panne",
    partial: "en panne partielle",
    degraded: "dégradé",
    maintenance: "en maintenance",
  },
  phases: {
    investigating: "Nous cherchons la cause",
    identified: "La cause est connue",
    monitoring: "Un correctif est en place et sous surveillance",
    resolved: "Résolu",
  },
  affected: "Concerné : {surfaces} ({severity})",
  span: "De {start} à {end}",
  since: "Depuis {start}",
  link: "Ouvrir sur la page d’état",
  digest: "{count} messages d’état",
  digestWhy: "La dernière heure comptait plus de dix messages : celui-ci les réunit tous.",
  why: "Vous recevez ceci car vous êtes abonné à l’état de Raxx.",
  unsubscribe: "Se désabonner : {url}",
  change: "Changer ce que vous recevez : entrez votre adresse sur {url}",
  mirror: "Si la page est injoignable, une copie sur un autre serveur : {url}",
  confirm: {
    subject: "Confirmez votre abonnement à l’état de Raxx",
    body: [
      "Quelqu’un, vous peut-être, a demandé à recevoir l’état de Raxx à cette adresse.",
      "Confirmez-le sur cette page dans les 24 heures : {url}",
      "Si ce n’était pas vous, ignorez ce message : rien ne vous est envoyé et l’adresse est effacée en 48 heures.",
    ],
  },
  manage: {
    subject: "Votre abonnement à l’état de Raxx",
    body: [
      "Cette adresse est abonnée à l’état de Raxx. Sur cette page vous voyez et changez ce que vous recevez, ou l’effacez : {url}",
      "Le lien vaut 7 jours. Si vous ne l’avez pas demandé, ignorez ce message.",
    ],
  },
  disabled: {
    subject: "L’état de Raxx n’arrive pas à votre webhook",
    body: [
      "Pendant trois jours, {channel} sur {host} n’a pris aucun de nos messages. L’abonnement est désactivé.",
      "Quand il répond de nouveau, abonnez-le encore sur {url}",
    ],
  },
  ping: "L’état de Raxx est annoncé ici.",
};
