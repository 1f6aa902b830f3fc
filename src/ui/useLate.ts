import { useEffect, useState } from 'react';

/** True so many milliseconds after it has become true (at once where it was from the beginning); false at once. */
export function useLate(isOn: boolean, ms: number): boolean {
  const [isLate, setLate] = useState(isOn);
  useEffect(() => {
    if (!isOn) {
      setLate(false);
      return undefined;
    }
    const timer = setTimeout(() => setLate(true), ms);
    return () => clearTimeout(timer);
  }, [isOn, ms]);
  return isOn && isLate;
}
