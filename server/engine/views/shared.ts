/** What views with a dimension or a filter in common share. It is kept while one of them holds it, so that freed views free it. */
export type Shared = <Value extends object>(key: string, make: () => Value) => Value;

export function createShared(): Shared {
  const held = new Map<string, WeakRef<object>>();
  const freed = new FinalizationRegistry<string>((key) => {
    if (!held.get(key)?.deref()) held.delete(key);
  });
  return <Value extends object>(key: string, make: () => Value): Value => {
    const known = held.get(key)?.deref();
    if (known) return known as Value;
    const made = make();
    held.set(key, new WeakRef(made));
    freed.register(made, key);
    return made;
  };
}
