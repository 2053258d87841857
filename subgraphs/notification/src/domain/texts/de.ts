import type { Language } from './language.ts';

const because = (reason: string): string => (reason ? ` Als Grund wurde angegeben: „${reason}“` : '');

/** For the codes that payments are declined with. Others are for us and not for people. */
const gatewaySaid = (code: string): string => {
  if (code === 'INSUFFICIENT_FUNDS') return ' Das Guthaben reichte nicht aus.';
  return code === 'PAYMENT_DECLINED'
    ? ' Die Bank nannte keinen Grund; vielleicht gelingt eine andere Zahlungsart.'
    : '';
};

const starsInWords = (stars: number): string => (stars === 1 ? '1 Stern' : `${stars} Sterne`);

export const german: Language = {
  locale: 'de',
  dates: 'de-DE',
  onSite: (time) => `vor Ort: ${time}`,
  aCustomer: 'Eine Kundin oder ein Kunde',
  aProvider: 'Der Anbieter',
  email: {
    greeting: (name) => `Guten Tag ${name},`,
    seeOrder: 'Zum Auftrag',
    seeJob: 'Zur Ausschreibung',
    footer:
      'Sie erhalten diese Mail, weil Sie ein Konto beim Local Service Marketplace haben. Welche Mails Sie bekommen, bestimmen Sie in den Benachrichtigungseinstellungen Ihres Kontos.',
    stop: (about) => `Keine Mails dieser Art mehr (${about})`,
    letterFooter:
      'Sie erhalten diese Mail, weil sie die Sicherheit Ihres Kontos beim Local Service Marketplace betrifft.',
  },
  about: {
    'order.accepted': 'angenommene Aufträge',
    'order.declined': 'abgelehnte Anfragen',
    'order.expired': 'abgelaufene Anfragen',
    'order.cancelled': 'Stornierungen',
    'order.departed': 'Anbieter auf dem Weg',
    'order.started': 'begonnene Arbeiten',
    'order.start_overdue': 'verspätete Arbeiten',
    'order.completed': 'erledigte Arbeiten',
    'order.disputed': 'Streitfälle',
    'order.dispute_answered': 'Antworten in Streitfällen',
    'order.message_sent': 'Nachrichten',
    'order.price_proposed': 'vorgeschlagene Preise',
    'order.price_approved': 'vereinbarte Preise',
    'order.price_withdrawn': 'unveränderte Preise',
    'order.settled': 'abgeschlossene Aufträge',
    'payment.action_required': 'zu bestätigende Zahlungen',
    'payment.authorized': 'neue Anfragen',
    'payment.declined': 'abgelehnte Zahlungen',
    'payment.captured': 'Zahlungen',
    'payment.released': 'freigegebene Beträge',
    'payment.refunded': 'Erstattungen',
    'payment.tipped': 'Trinkgelder',
    'payment.charged_back': 'Rückbuchungen',
    'review.submitted': 'Bewertungen, die auf Ihre warten',
    'review.published': 'neue Bewertungen',
    'review.removed': 'entfernte Bewertungen',
    'job.posted': 'Ausschreibungen in Ihrer Nähe',
    'job.expired': 'abgelaufene Ausschreibungen',
    'quote.submitted': 'neue Angebote',
    'quote.accepted': 'angenommene Angebote',
    'quote.closed': 'vergebene Ausschreibungen',
    'quote.expired': 'abgelaufene Angebote',
    'payout.completed': 'Auszahlungen',
    'payout.failed': 'fehlgeschlagene Auszahlungen',
    'webhook.switched_off': 'abgeschaltete Webhooks',
  },
  letters: {
    'verify-email': (until) => ({
      title: 'Bitte bestätigen Sie Ihre E-Mail-Adresse',
      body: `Bestätigen Sie, dass diese Adresse Ihnen gehört, damit Sie buchen können und erreichbar sind. Der Link gilt einmal, bis ${until}. Wenn Sie sich nicht bei uns angemeldet haben, brauchen Sie nichts zu tun.`,
      action: 'Adresse bestätigen',
    }),
    'reset-password': (until) => ({
      title: 'Neues Passwort festlegen',
      body: `Jemand, wahrscheinlich Sie selbst, hat um ein neues Passwort gebeten. Der Link gilt einmal, bis ${until}. Wenn Sie es nicht waren, brauchen Sie nichts zu tun: Ihr Passwort bleibt, wie es ist.`,
      action: 'Neues Passwort festlegen',
    }),
    'password-changed': () => ({
      title: 'Ihr Passwort wurde geändert',
      body: 'Ab jetzt melden Sie sich mit dem neuen an; alle anderen Geräte sind abgemeldet. Wenn Sie das nicht waren, legen Sie sofort ein anderes Passwort fest.',
      action: 'Das war ich nicht',
    }),
  },
  unsubscribing: {
    title: 'Benachrichtigungen per Mail',
    question: (about) => `Keine Mails mehr zum Thema „${about}“? In der App erfahren Sie weiterhin alles.`,
    confirm: 'Diese Mails abbestellen',
    done: (about) => `Erledigt: Zum Thema „${about}“ kommen keine Mails mehr.`,
    unknown: 'Dieser Link ist nicht vollständig. Bitte kopieren Sie ihn so, wie er in der Mail steht.',
    settings: 'Alle Benachrichtigungseinstellungen',
  },
  texts: {
    'order.accepted/customer': ({ order, provider, when }) => ({
      title: `${provider} hat angenommen: ${order}`,
      body: `${provider} kommt am ${when}. Ihre Start-PIN steht beim Auftrag: Nennen Sie sie an der Tür und sonst nirgends.`,
    }),
    'order.accepted/provider': ({ order, customer, when, price }) => ({
      title: `Gebucht: ${order}`,
      body: `${customer} hat Ihr Angebot über ${price} angenommen. Sie werden erwartet am ${when}.`,
    }),
    'order.declined/customer': ({ order, provider, when, reason }) => ({
      title: `${provider} kann nicht: ${order}`,
      body: `Ihre Anfrage für ${when} wurde abgelehnt. Es wurde nichts abgebucht.${because(reason)}`,
    }),
    'order.expired/customer': ({ order, provider, when }) => ({
      title: `Keine Antwort: ${order}`,
      body: `${provider} hat Ihre Anfrage für ${when} nicht rechtzeitig beantwortet. Es wurde nichts abgebucht.`,
    }),
    'order.expired/provider': ({ order, customer, when }) => ({
      title: `Anfrage abgelaufen: ${order}`,
      body: `Die Anfrage für ${when} (${customer}) ist abgelaufen, weil sie nicht rechtzeitig beantwortet wurde.`,
    }),
    'order.expired/late': ({ order, when }) => ({
      title: `Buchung nicht zustande gekommen: ${order}`,
      body: `Die Zahlung für Ihre Buchung am ${when} wurde nicht rechtzeitig bestätigt; die Buchung ist damit beendet. Es wurde nichts abgebucht.`,
    }),
    'order.cancelled/by-customer': ({ order, customer, when, reason }) => ({
      title: `Storniert: ${order}`,
      body: `${customer} hat die Buchung für ${when} storniert. Die Zeit ist wieder frei.${because(reason)}`,
    }),
    'order.cancelled/with-fee': ({ order, customer, when, amount, reason }) => ({
      title: `Storniert: ${order}`,
      body: `${customer} hat die Buchung für ${when} spät storniert. Eine Stornogebühr von ${amount}, abzüglich Provision, geht an Sie.${because(reason)}`,
    }),
    'order.cancelled/by-provider': ({ order, provider, when, amount, reason }) => ({
      title: `${provider} hat abgesagt: ${order}`,
      body: `Die Buchung für ${when} wurde abgesagt. Sie bekommen ${amount} zurück.${because(reason)}`,
    }),
    'order.cancelled/by-us': ({ order, when, reason }) => ({
      title: `Storniert: ${order}`,
      body: `Die Buchung für ${when} wurde vom Marktplatz storniert.${because(reason)}`,
    }),
    'order.departed/customer': ({ order, provider }) => ({
      title: `${provider} ist unterwegs`,
      body: `${provider} ist losgefahren: ${order}. Den Weg sehen Sie auf der Seite des Auftrags.`,
    }),
    'order.started/customer': ({ order, provider }) => ({
      title: `Die Arbeit hat begonnen: ${order}`,
      body: `${provider} hat Ihre PIN genannt und angefangen.`,
    }),
    'order.start_overdue/customer': ({ order, provider, when }) => ({
      title: `Noch nicht begonnen: ${order}`,
      body: `${provider} wurde am ${when} erwartet und hat noch nicht begonnen. Fragen Sie nach, oder melden Sie einen Streitfall, wenn niemand kommt.`,
    }),
    'order.start_overdue/provider': ({ order, customer, when }) => ({
      title: `Sie werden erwartet: ${order}`,
      body: `${customer} wartet auf Sie seit ${when}. Beginnen Sie den Auftrag mit der PIN, die man Ihnen nennt, oder stornieren Sie ihn.`,
    }),
    'order.completed/customer': ({ order, provider, price }) => ({
      title: `Bitte bestätigen: ${order}`,
      body: `${provider} meldet die Arbeit als erledigt. Bestätigen Sie das, um ${price} freizugeben, oder melden Sie einen Streitfall. Ohne Nachricht von Ihnen wird nach 48 Stunden abgerechnet.`,
    }),
    'order.completed/provider': ({ order }) => ({
      title: `Erledigt: ${order}`,
      body: 'Der Auftrag ist als erledigt gemeldet. Er wird abgerechnet, sobald er bestätigt ist, spätestens nach 48 Stunden.',
    }),
    'order.disputed/by-other': ({ order, reason }) => ({
      title: `Streitfall gemeldet: ${order}`,
      body: `Die andere Seite hat einen Streitfall gemeldet. Bis er geklärt ist, wird nichts ausgezahlt.${because(reason)}`,
    }),
    'order.disputed/by-us': ({ order, reason }) => ({
      title: `Im Streit: ${order}`,
      body: `Dieser Auftrag wird von uns geprüft. Bis das geklärt ist, wird nichts ausgezahlt.${because(reason)}`,
    }),
    'order.settled/customer': ({ order, provider }) => ({
      title: `Fertig: ${order}`,
      body: `Wie war es mit ${provider}? Sie können 14 Tage lang eine Bewertung schreiben.`,
    }),
    'order.settled/provider': ({ order, customer }) => ({
      title: `Abgeschlossen: ${order}`,
      body: `Der Auftrag ist abgeschlossen. Sie können 14 Tage lang eine Bewertung über ${customer} schreiben.`,
    }),
    'order.start_overdue/operator': ({ order, customer, provider, when }) => ({
      title: `Überfällig: ${order}`,
      body: `${provider} wurde am ${when} erwartet (${customer}) und hat noch nicht begonnen.`,
    }),
    'order.disputed/operator': ({ order, reason }) => ({
      title: `Zu klären: ${order}`,
      body: `Ein Streitfall wurde gemeldet.${because(reason)}`,
    }),
    'order.dispute_answered/other': ({ order, reason }) => ({
      title: `Antwort im Streitfall: ${order}`,
      body: `Die andere Seite hat Stellung genommen: „${reason}“`,
    }),
    'order.message_sent/other': ({ order, reason }) => ({
      title: `Neue Nachricht: ${order}`,
      body: `„${reason}“`,
    }),
    'order.price_proposed/customer': ({ order, provider, amount, reason }) => ({
      title: `${provider} schlägt ${amount} vor: ${order}`,
      body: `Der Preis ändert sich nur, wenn Sie binnen 24 Stunden zustimmen.${because(reason)}`,
    }),
    'order.price_approved/provider': ({ order, customer, amount }) => ({
      title: `${amount} vereinbart: ${order}`,
      body: `${customer} hat dem vorgeschlagenen Preis zugestimmt. Ein höherer gilt, sobald der Unterschied vorgemerkt ist.`,
    }),
    'order.price_withdrawn/declined': ({ order, price }) => ({
      title: `Es bleibt bei ${price}: ${order}`,
      body: 'Die Zahlung des Unterschieds wurde abgelehnt; der Preis bleibt, wie er war.',
    }),
    'order.price_withdrawn/no-answer': ({ order, price }) => ({
      title: `Es bleibt bei ${price}: ${order}`,
      body: 'Dem vorgeschlagenen Preis wurde nicht rechtzeitig zugestimmt; er bleibt, wie er war.',
    }),
    'payment.charged_back/operator': ({ order, amount, reason }) => ({
      title: `Rückbuchung von ${amount}: ${order || 'Aufladung einer Geldbörse'}`,
      body: `Die Bank einer Karte hat ${amount} zurückgeholt. Der Betrag ist als Korrektur gebucht; bitte prüfen.${because(reason)}`,
    }),
    'review.removed/author': ({ order }) => ({
      title: `Bewertung entfernt: ${order}`,
      body: 'Ihre Bewertung wurde bei der Prüfung entfernt, weil sie gegen die Regeln für Bewertungen verstößt.',
    }),
    'review.removed/for-now': ({ order }) => ({
      title: `Bewertung in Prüfung: ${order}`,
      body: 'Ihre Bewertung wurde gemeldet und ist bis zum Ende der Prüfung nicht zu sehen.',
    }),
    'job.posted/provider': ({ order }) => ({
      title: `Ausschreibung in Ihrer Nähe: ${order}`,
      body: 'In Ihrer Nähe wird gesucht, was Sie können. Bieten Sie als eine der Ersten.',
    }),
    'job.expired/customer': ({ order }) => ({
      title: `Ausschreibung abgelaufen: ${order}`,
      body: 'Für Ihre Ausschreibung hat sich rechtzeitig niemand gefunden. Sie können sie wiederholen.',
    }),
    'quote.submitted/customer': ({ order, provider, price, when }) => ({
      title: `Neues Angebot über ${price}: ${order}`,
      body: `${provider} käme am ${when} und würde es für ${price} erledigen.`,
    }),
    'quote.accepted/provider': ({ order, customer, price, when }) => ({
      title: `Angebot angenommen: ${order}`,
      body: `${customer} hat Ihr Angebot über ${price} für ${when} angenommen. Sie sind gebucht, sobald das Geld vorgemerkt ist, und erfahren es dann.`,
    }),
    'quote.closed/provider': ({ order }) => ({
      title: `Ausschreibung beendet: ${order}`,
      body: 'Den Zuschlag bekam jemand anders, oder die Arbeit wird nicht mehr gebraucht. Danke für Ihr Angebot.',
    }),
    'quote.expired/provider': ({ order, price }) => ({
      title: `Angebot abgelaufen: ${order}`,
      body: `Ihr Angebot über ${price} wurde nicht rechtzeitig angenommen. Solange die Ausschreibung läuft, können Sie erneut bieten.`,
    }),
    'payment.action_required/customer': ({ order, when, amount }) => ({
      title: `Bitte Zahlung bestätigen: ${order}`,
      body: `Ihre Bank möchte, dass Sie die Zahlung von ${amount} für die Buchung am ${when} bestätigen. Öffnen Sie dazu bald die Buchung: bis dahin ist das Geld nicht reserviert.`,
    }),
    'payment.authorized/customer': ({ order, provider, when, amount }) => ({
      title: `Anfrage gesendet: ${order}`,
      body: `${amount} sind für Ihre Buchung am ${when} vorgemerkt, und ${provider} ist gefragt. Kommt der Auftrag nicht zustande, gehört der Betrag wieder Ihnen.`,
    }),
    'payment.authorized/provider': ({ order, customer, when, price }) => ({
      title: `Neue Anfrage: ${order}`,
      body: `${customer} möchte Sie buchen für ${when}, zum Preis von ${price}. Nehmen Sie an oder lehnen Sie ab, bevor die Anfrage abläuft.`,
    }),
    'payment.declined/customer': ({ order, when, reason }) => ({
      title: `Zahlung abgelehnt: ${order}`,
      body: `Ihre Zahlung für die Buchung am ${when} wurde abgelehnt; die Buchung ist damit beendet. Es wurde nichts abgebucht.${gatewaySaid(reason)}`,
    }),
    'payment.captured/customer': ({ order, provider, amount }) => ({
      title: `Bezahlt: ${amount} für ${order}`,
      body: `Ihre Zahlung an ${provider} ist abgeschlossen. Danke, dass Sie bei uns gebucht haben.`,
    }),
    'payment.captured/provider': ({ order, customer, amount }) => ({
      title: `Verdient: ${amount} mit ${order}`,
      body: `Der Auftrag für ${customer} ist abgerechnet, und Ihr Verdienst nach Provision ist in Ihrer Geldbörse.`,
    }),
    'payment.released/customer': ({ order, amount }) => ({
      title: `${amount} freigegeben: ${order}`,
      body: `Die für diesen Auftrag vorgemerkten ${amount} gehören wieder Ihnen.`,
    }),
    'payment.refunded/customer': ({ order, amount }) => ({
      title: `Erstattung von ${amount}: ${order}`,
      body: `${amount} sind auf dem Weg dorthin, woher Sie bezahlt haben. Auf einer Karte kann es einige Tage dauern.`,
    }),
    'payment.refunded/provider': ({ order, customer, amount }) => ({
      title: `${amount} erstattet: ${order}`,
      body: `Für diesen Auftrag wurden ${amount} erstattet. Empfangen hat sie: ${customer}.`,
    }),
    'payment.tipped/provider': ({ order, customer, amount }) => ({
      title: `Trinkgeld von ${amount}: ${order}`,
      body: `${customer} sagt danke. Der ganze Betrag ist in Ihrer Geldbörse.`,
    }),
    'review.submitted/other': ({ order }) => ({
      title: `Sie wurden bewertet: ${order}`,
      body: 'Schreiben Sie Ihre eigene Bewertung, um diese zu lesen: Beide erscheinen, wenn beide da sind oder die Frist vorbei ist.',
    }),
    'review.published/subject': ({ order, stars }) => ({
      title: `Neue Bewertung: ${starsInWords(stars)}`,
      body: `Die Bewertung über Sie zu ${order} ist jetzt öffentlich.`,
    }),
    'payout.completed/owner': ({ amount }) => ({
      title: `Ausgezahlt: ${amount}`,
      body: `${amount} aus Ihrer Geldbörse sind auf dem Weg zu Ihrem Auszahlungsziel.`,
    }),
    'payout.failed/owner': ({ amount, reason }) => ({
      title: `Auszahlung fehlgeschlagen: ${amount}`,
      body: `${amount} konnten nicht ausgezahlt werden und sind wieder in Ihrer Geldbörse.${gatewaySaid(reason)}`,
    }),
    'webhook.switched_off/owner': ({ url }) => ({
      title: 'Webhook abgeschaltet',
      body: `Der Endpunkt ${url} hat drei Tage lang nichts angenommen oder gemeldet, dass es ihn nicht mehr gibt. Dorthin wird nichts mehr gesendet. Nimmt er eine wiederholte Zustellung an, ist er wieder eingeschaltet.`,
    }),
  },
};
