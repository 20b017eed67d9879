import type { Messages } from "@/components/messages/t";
import type { WriteStep } from "@/lib/schemas/ops-form";

/** What an operator's form of steps is sent to. */
export type StepAction = (before: WriteStep, form: FormData) => Promise<WriteStep>;

/** What each step that has a form is given. */
export type StepForm = {
  messages: Messages;
  submit: (form: FormData) => void;
  isPending: boolean;
  names: Readonly<Record<string, string>>;
};
