/** An item that could not be written, and why. */
type Lost<T> = { item: T; error: unknown };

/** Writes items as they arrive, one after the other and each in a batch of its own, so that one that fails costs no other. */
export class WriteQueue<T> {
  private readonly lost: Lost<T>[] = [];
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly write: (item: T) => Promise<unknown>) {}

  add(item: T): void {
    this.writing = this.writing.then(async () => {
      await this.write(item).catch((error: unknown) => this.lost.push({ item, error }));
    });
  }

  /** The items that could not be written, once all have been tried. */
  async settled(): Promise<readonly Lost<T>[]> {
    await this.writing;
    return this.lost;
  }
}
