/** Controls that are drawn again only when they say something else: a new handler alone changes nothing that is seen. */
import { type FunctionComponent, isValidElement, type JSX, memo, useRef } from 'react';

type Handler = (...values: never[]) => unknown;

/**
 * A component that keeps what it drew while its props say the same: handlers may be new at each render (the newest is called), lists and icons
 * are compared by what they hold. For controls that stand beside figures which change several times a second.
 */
export function still<Props extends object>(Drawn: FunctionComponent<Props>): FunctionComponent<Props> {
  const Kept = memo(Drawn, isSame) as unknown as FunctionComponent<Props>;
  return function Still(props: Props): JSX.Element {
    const latest = useRef(props);
    latest.current = props;
    const handlers = useRef<Record<string, Handler>>({});
    const steady: Record<string, unknown> = Object.fromEntries(Object.entries(props));
    for (const [name, value] of Object.entries(props)) {
      if (typeof value !== 'function') continue;
      handlers.current[name] ??= (...values) => (latest.current as Readonly<Record<string, Handler | undefined>>)[name]?.(...values);
      steady[name] = handlers.current[name];
    }
    return <Kept {...(steady as Props)} />;
  };
}

/** Whether two props say the same: lists, records and elements by what is in them, all else by itself. */
export function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (isValidElement(one) || isValidElement(other)) {
    return (
      isValidElement(one) && isValidElement(other) && one.type === other.type && one.key === other.key && isSame(one.props, other.props)
    );
  }
  const kind = Object.getPrototypeOf(one);
  const names = Object.keys(one);
  return (
    (kind === Object.prototype || kind === Array.prototype) &&
    kind === Object.getPrototypeOf(other) &&
    names.length === Object.keys(other).length &&
    names.every((name) => name in other && isSame((one as Record<string, unknown>)[name], (other as Record<string, unknown>)[name]))
  );
}
