import { useEffect, useState } from 'react';

/** The value once it rests for so many milliseconds. */
export function useLate<T>(value: T, millis: number): T {
  const [late, setLate] = useState(value);
  const key = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setLate(value), millis);
    return () => clearTimeout(timer);
  }, [key, millis]);
  return late;
}
