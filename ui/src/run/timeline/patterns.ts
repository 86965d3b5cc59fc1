import type { Palette } from '../../canvas/palette';

/** Fillings that tell spans of time apart without their colour. */
export type Patterns = {
  queued: CanvasPattern;
  held: CanvasPattern;
  delay: CanvasPattern;
  waits: CanvasPattern;
  gap: CanvasPattern;
  /** Fastens them to the world, so that what is moved and what is painted beside it go together. */
  place(x: number, y: number): void;
};

export function patterns(colours: Palette): Patterns {
  const slope = (colour: string, size: number, line: number) =>
    tile(size, size, (ctx) => {
      ctx.strokeStyle = colour;
      ctx.lineWidth = line;
      ctx.beginPath();
      for (const at of [-size, 0, size]) {
        ctx.moveTo(at, size);
        ctx.lineTo(at + size, 0);
      }
      ctx.stroke();
    });
  const all = {
    queued: slope(colours.family.waiting, 5, 1.6),
    held: tile(5, 5, (ctx) => {
      ctx.fillStyle = colours.family.waiting;
      ctx.fillRect(0, 0, 1.2, 5);
    }),
    delay: tile(5, 5, (ctx) => {
      ctx.fillStyle = colours.family.attention;
      ctx.fillRect(0.5, 0.5, 2.4, 2.4);
    }),
    waits: tile(6, 1, (ctx) => {
      ctx.fillStyle = colours.strong;
      ctx.globalAlpha = 0.6;
      ctx.fillRect(0, 0, 2, 1);
    }),
    gap: slope(colours.border, 9, 1),
  };
  return {
    ...all,
    place(x, y) {
      const matrix = new DOMMatrix().translate(Math.round(x), Math.round(y));
      for (const each of Object.values(all)) each.setTransform(matrix);
    },
  };
}

function tile(width: number, height: number, draw: (ctx: CanvasRenderingContext2D) => void): CanvasPattern {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const ctx = canvas.getContext('2d')!;
  draw(ctx);
  return ctx.createPattern(canvas, 'repeat')!;
}
