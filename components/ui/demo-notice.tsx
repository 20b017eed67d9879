import { type Copy, say } from "@/components/copy/say";

/** Said above every page of a demo, on paper too. */
export function DemoNotice({ copy }: { copy: Copy }) {
  return (
    <aside aria-label={say(copy, "demo.label")} data-strip="demo" className="border-line border-b bg-hover text-sm">
      <p className="frame py-2">
        <strong className="mr-1.5 font-semibold">{say(copy, "demo.title")}</strong> {say(copy, "demo.text")}
      </p>
    </aside>
  );
}
