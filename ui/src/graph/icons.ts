import type { Family } from '../states';

/** The shapes of the families of states, as `FamilyIcon` shows them, around a point with a radius. */
export function icon(ctx: CanvasRenderingContext2D, family: Family, x: number, y: number, r: number, fill: string, line: string): void {
  ctx.fillStyle = fill;
  ctx.beginPath();
  ctx.arc(x, y, r, 0, Math.PI * 2);
  ctx.fill();
  ctx.strokeStyle = line;
  ctx.lineWidth = Math.max(1, r / 4.5);
  ctx.lineCap = 'round';
  ctx.lineJoin = 'round';
  ctx.beginPath();
  const u = r / 2;
  switch (family) {
    case 'success':
      ctx.moveTo(x - u, y + u * 0.1);
      ctx.lineTo(x - u * 0.2, y + u * 0.8);
      ctx.lineTo(x + u, y - u * 0.7);
      break;
    case 'failed':
      ctx.moveTo(x - u * 0.75, y - u * 0.75);
      ctx.lineTo(x + u * 0.75, y + u * 0.75);
      ctx.moveTo(x + u * 0.75, y - u * 0.75);
      ctx.lineTo(x - u * 0.75, y + u * 0.75);
      break;
    case 'running':
      ctx.arc(x, y, u * 1.05, -0.4, Math.PI * 1.35);
      break;
    case 'waiting':
      ctx.arc(x, y, u * 1.1, 0, Math.PI * 2);
      ctx.moveTo(x, y - u * 0.6);
      ctx.lineTo(x, y);
      ctx.lineTo(x + u * 0.5, y + u * 0.25);
      break;
    case 'attention':
      ctx.moveTo(x, y - u);
      ctx.lineTo(x, y + u * 0.2);
      ctx.moveTo(x, y + u * 0.95);
      ctx.lineTo(x, y + u);
      break;
    case 'ended':
      ctx.arc(x, y, u * 1.05, 0, Math.PI * 2);
      ctx.moveTo(x - u * 0.7, y - u * 0.7);
      ctx.lineTo(x + u * 0.7, y + u * 0.7);
      break;
  }
  ctx.stroke();
  ctx.lineCap = 'butt';
  ctx.lineJoin = 'miter';
}
