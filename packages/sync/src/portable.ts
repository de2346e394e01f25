// How an object of mp crosses to another thread: as the name of its class and a few plain values.

/**
 * The well-known symbol of the protocol, as `toJSON` is the name of JSON's.
 *
 * An instance's method `[portable]()` returns a {@link PortableForm}; its class has a static method
 * `[portable](state)` that makes an instance of it in the other thread. A message in flight counts as a holder: the
 * first takes a hold of the memory for it (`retain`), the second takes that hold over.
 */
export const portable: unique symbol = Symbol.for("mp.portable") as never;

/** What crosses. */
export interface PortableForm {
  /** The module that exports the class: a package (`"@mp/sync"`) or a URL. */
  module: string;
  /** The export's name. */
  name: string;
  /** What the class needs to make the instance again: anything that structured clone takes. */
  state: unknown;
}
