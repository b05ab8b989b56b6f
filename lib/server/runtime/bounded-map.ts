import "server-only";

/** A cache that never grows beyond its size: the entry that was set the longest ago makes room for a new one. */
export class BoundedMap<Key, Value> extends Map<Key, Value> {
  readonly #maxSize: number;

  constructor(maxSize: number) {
    super();
    this.#maxSize = maxSize;
  }

  override set(key: Key, value: Value): this {
    // An entry that is set again is the newest.
    this.delete(key);
    for (const oldest of this.keys()) {
      if (this.size < this.#maxSize) break;
      this.delete(oldest);
    }
    return super.set(key, value);
  }
}
