/** Writes things as they arrive, one batch at a time: what comes in while one is on its way goes into the next. */
export class WriteBehind<T> {
  private waiting: T[] = [];
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly write: (items: readonly T[]) => Promise<unknown>) {}

  add(item: T): void {
    this.waiting.push(item);
    this.writing = this.writing.then(async () => {
      const items = this.waiting.splice(0);
      if (items.length > 0) await this.write(items);
    });
  }

  /** When everything that was added has been written; rejects if a write failed. */
  settled = (): Promise<void> => this.writing;
}
