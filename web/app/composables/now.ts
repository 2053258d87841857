const SECOND_MS = 1_000;

/** The time, moving. The page starts with the server's, so that both render the same. */
export function useNow() {
  const now = useState('now', () => Date.now());
  onMounted(() => {
    now.value = Date.now();
    const timer = setInterval(() => {
      now.value = Date.now();
    }, SECOND_MS);
    onBeforeUnmount(() => clearInterval(timer));
  });
  return now;
}

/** "9:59", "3 h 20 min", "2 d 4 h": what is left until an instant, never below zero. */
export function timeLeft(until: string, now: number): string {
  const seconds = Math.max(0, Math.floor((new Date(until).getTime() - now) / SECOND_MS));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${Math.floor(hours / 24)} d ${hours % 24} h`;
  if (hours >= 1) return `${hours} h ${String(minutes % 60).padStart(2, '0')} min`;
  return `${minutes}:${String(seconds % 60).padStart(2, '0')}`;
}
