/** Who is let in: a person by their email, or a service token by its common name. `actor` is what audit rows call them. */
export type Operator = {
  kind: "person" | "service";
  name: string;
  actor: string;
  /** The issuer is on this very machine: a local server's imitation of Access. */
  local: boolean;
};

export const person = (email: string, local = false): Operator => ({
  kind: "person",
  name: email,
  actor: `operator:${email}`,
  local,
});

export const service = (commonName: string, local = false): Operator => ({
  kind: "service",
  name: commonName,
  actor: `service:${commonName}`,
  local,
});
