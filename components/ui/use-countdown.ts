"use client";

import { useEffect, useState } from "react";

/** "9:41" until a time; null after it. For what opens on a loaded page: the server knows no such time. */
export function useCountdown(endsMs: number): string | null {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.ceil((endsMs - now) / 1000);
  if (seconds <= 0) return null;
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
