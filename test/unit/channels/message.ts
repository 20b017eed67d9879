import type { Outgoing } from "@/lib/integrations/channels/channel";

/** A message that has something of everything that a channel must not misread. */
export const outgoing = (to: string, more: Partial<Outgoing> = {}): Outgoing => ({
  id: "msg_1",
  end: { to, secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" },
  title: "Sign-in <fails> & more",
  text: "Line one <!channel> [a](https://evil.example)\n\nLine two @everyone",
  mail: { subject: "Incident: Sign-in", text: "Sign-in", html: "<p>Sign-in</p>" },
  url: "https://status.raxx.app/incidents/inc_00012",
  link: "The incident",
  thread: "incident:12",
  isUrgent: true,
  unsubscribe: "https://status.raxx.app/unsubscribe?token=abc",
  body: { test: 2432232314 },
  at: 1_614_265_330_000,
  ...more,
});
