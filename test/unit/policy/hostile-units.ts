/** What a text that is written against the rules repeats over and over. */
export const HOSTILE_UNITS: string[] = [
  "a|A|0|.|-|_| |:|/|@|#|(|\\|e\u0301|。|a |aA|alpac|a l p a c |A.l.p.a.c.|Al-pa|snap |@4$1|\u0430|\u0410l",
  "a.......|#krake|ib|eyJa.|password |password: |user a |user password |-----|--BEGIN |sk-a|A_|A_A=|bearer a",
  "basic abcd|a1B2-|dead|://a:|token is |a.|a-|a[.]|a (dot) |a dot |1.1.|::|f:|a://|//|web-|prod-|a-prod-|a-a-",
  "\\\\a|i-0|port |redis:|raxx.app/|version |a@|@a.|a (at) |a at |a at b dot |a @ |a@a.|#1|# |ticket |ticket #",
  'ticket_id|tickets 1|case 1|RAXX-|1,|ticket 1.|a_.|/a|./a|src/|/app/a|File "|A1|Error|SELECT |SELECT a ',
  'UPDATE a |at a|at a(|relation "|C:\\|0x0|a.py|a:1|E|will |will be |should a |a will |expected |in 1 ',
  "within |by |about |back |restored |in the next |update |1 to |wird |sera |estara |bis 1|d'ici |dans 1 ",
  "retour a |-eyJ|\n|1.|a:|sk_live_|Snap|Snap |a_|A1b2-|password|token: |-----BEGIN|\u200b|👩\u200d|... |e.g. ",
  "within 1 to |bearer |s.t.|' ",
].flatMap((line) => line.split("|"));

/** A unit over and over, `size` characters of it, and an end that matches nothing. */
export const repeated = (unit: string, size: number): string =>
  `${unit.repeat(Math.ceil(size / unit.length)).slice(0, size)}!`;
