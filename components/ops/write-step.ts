import type { Messages } from "@/components/messages/t";
import type { WriteStep } from "@/lib/schemas/ops-form";

/** The server action of a `WriteFlow`: the step before and the form → the next step. */
export type StepAction = (before: WriteStep, form: FormData) => Promise<WriteStep>;

/** The props of every step with a form. */
export type StepForm = {
  messages: Messages;
  submit: (form: FormData) => void;
  isPending: boolean;
  names: Readonly<Record<string, string>>;
};

/** A group of surfaces to choose from. */
export type SurfaceGroup = { title: string; ids: readonly string[] };
