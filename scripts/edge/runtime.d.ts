/** The part of the runtime's module that the edge worker uses. */
declare module "cloudflare:workers" {
  export abstract class WorkerEntrypoint<Env> {
    protected env: Env;
  }
}
