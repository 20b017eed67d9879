import { foldText } from "./fold";
import { type Finder, findSpans, type Span, toLowerCaseSameLength, wholeWord } from "./span";

/** Pattern sources of one language: words of a recovery, a time to come, and words that put a sentence into the past. */
type Language = { recovery: string; time: string; past: string };

const CLOCK = "\\d{1,2}(?:[:.]\\d{2})?";

const SPACED: readonly Language[] = [
  {
    recovery:
      "(?:wieder (?:da|verfügbar|online|erreichbar|normal|nutzbar)|zurück|behoben|gelöst|repariert|Lösung|Behebung|Wiederherstellung|fertig|(?:läuft|funktioniert|geht) (?:wieder|alles|es (?:wieder|weiter)))",
    time: `(?:(?:um|gegen|ab|bis|vor|spätestens) ${CLOCK}(?: Uhr)?|in (?:\\d{1,3}|einer|wenigen|zwei|zehn) (?:Minuten?|Stunden?)|(?<!heute )morgen|heute (?:Mittag|Nachmittag|Abend|Nacht)|(?:am|ab|bis) (?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag))`,
    past: "(?:wurden?|worden|waren?|seit|hat|haben|hatten?|konnten?|vor (?:\\d{1,3}|einer|wenigen) (?:Minuten?|Stunden?))",
  },
  {
    recovery:
      "(?:volvemos|vuelven?|funcionarán?|resuelt[oa]s?|solución|solucionad[oa]s?|restablecid[oa]s?|restablecimiento|recuperación|list[oa]s?|disponibles?|operativ[oa]s?|de vuelta|de nuevo)",
    time: `(?:(?:a|hacia|sobre|antes de) las? ${CLOCK}|en (?:\\d{1,3}|una?|media|unos|pocos) (?:minutos?|horas?)|(?<!(?:la|esta) )mañana|esta (?:tarde|noche)|(?:el|hasta el) (?:lunes|martes|miércoles|jueves|viernes|sábado|domingo))`,
    past: "(?:desde|fue|fueron|quedó|volvió|volvieron|hace|ha|han|había|estaba|estuvo|se (?:restableció|resolvió|solucionó))",
  },
  {
    recovery:
      "(?:retour|résolue?s?|rétablie?s?|réparée?s?|corrigée?s?|réglée?s?|résolution|rétablissement|reprise|reprend|reprennent|revien(?:t|nent)|disponibles?)",
    time: "(?:(?:à|vers|avant|pour|dès) \\d{1,2} ?h(?: ?\\d{2})?|(?:dans|d'ici) (?:\\d{1,3}|une?|quelques) (?:minutes?|heures?)|d'ici \\d{1,2} ?h(?:\\d{2})?|demain|ce soir|cet après-midi|cette nuit)",
    past: "(?:depuis|(?:a|ont|avait) (?:été|pu|eu|repris|retrouvé)|est revenue?|sont revenue?s|étai(?:t|ent)|il y a)",
  },
];

/** Japanese puts no spaces between words. */
const JAPANESE: Language = {
  recovery: "(?:復旧|解決|再開|回復|修正|直り|直る|改善)",
  time: `(?:\\d{1,2}時(?:\\d{1,2}分|半)?|${CLOCK}|\\d{1,3}(?:分|時間)後|明日|明朝|本日中|今日中|今夜|今晩|来週|すぐに)`,
  past: "(?:した|済|から|以降|前に)",
};

const SENTENCE = /(?:[^.!?。！？\n]|\.(?!\s|$)){1,2000}/g;

/** Finds a recovery at a time to come, in a sentence that says nothing of the past ("Wieder da um 17 Uhr."). */
export function deadlineFinder(): Finder {
  const finders = [
    ...SPACED.map((language) => languageFinder(language, wholeWord)),
    languageFinder(JAPANESE, (it) => it),
  ];
  return (text) => {
    const small = toLowerCaseSameLength(text);
    const sentences = findSpans(small, SENTENCE);
    return finders.flatMap((find) => sentences.flatMap((span) => find(small, span)));
  };
}

function languageFinder(language: Language, bound: (source: string) => string) {
  const compile = (source: string) => new RegExp(bound(toLowerCaseSameLength(foldText(source).folded)), "g");
  const [recovery, time, past] = [compile(language.recovery), compile(language.time), compile(language.past)];
  return (text: string, { start, end }: Span): Span[] => {
    const sentence = text.slice(start, end);
    const [word] = findSpans(sentence, recovery);
    const [at] = findSpans(sentence, time);
    if (!word || !at || findSpans(sentence, past).length > 0) return [];
    return [{ start: start + Math.min(word.start, at.start), end: start + Math.max(word.end, at.end) }];
  };
}
