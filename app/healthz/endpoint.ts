import { defineEndpoint } from "@/lib/http/endpoint";

export const endpoint = defineEndpoint({
  access: "anyone",
  GET: {
    docs: {
      id: "getHealth",
      group: "About this API",
      summary: "Whether our monitoring runs, in one word",
      description:
        "For a dead-man's switch: 200 while each minute's check of the surfaces gets done, 503 once it stops.",
      responses: [
        { description: "It runs.", schema: "Health" },
        { status: 503, description: "It has stopped.", schema: "Health" },
      ],
      examples: [{ name: "running", summary: "It runs", value: { status: "ok" } }],
    },
  },
});
