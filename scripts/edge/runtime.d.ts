/** What the edge worker uses of the runtime's own module. */
declare module "cloudflare:workers" {
  export abstract class WorkerEntrypoint<Env> {
    protected env: Env;
  }
}
