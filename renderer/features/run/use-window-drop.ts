/** Files may be dropped anywhere on the window; tells while some hang over it. */
import { useEffect, useEffectEvent, useState } from 'react';
import { type DropDecision, decideDrop, thingsOf } from './dropped.ts';

export function useWindowDrop(onDrop: (decision: DropDecision) => void): boolean {
  const [isOver, setIsOver] = useState(false);
  const drop = useEffectEvent((event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    if (event.dataTransfer === null) return;
    onDrop(decideDrop(thingsOf(event.dataTransfer, window.bench.placeOf)));
  });
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setIsOver(true);
    };
    // Between two elements of the page there is a related one; out of the window there is none.
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setIsOver(false);
    };
    const dropped = (event: DragEvent) => drop(event);
    window.addEventListener('dragenter', over);
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', dropped);
    return () => {
      window.removeEventListener('dragenter', over);
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', dropped);
    };
  }, []);
  return isOver;
}
