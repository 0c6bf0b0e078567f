import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openTestWindow } from '../tests/e2e/fixtures/chromium.ts';

/**
 * `node scripts/tray-images.ts`: makes the tray's images with a mark, for while approvals wait, from those without. Run it
 * again after a change of the icon; what it makes is part of the repository.
 */

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'main', 'hosts', 'electron', 'assets');

/** Template images of macOS are black and transparent only: the system gives them their colour. */
const images = [
  { from: 'tray.png', to: 'tray-waiting.png', colour: '#e0662a' },
  { from: 'tray-Template.png', to: 'tray-waiting-Template.png', colour: '#000000' },
  { from: 'tray-Template@2x.png', to: 'tray-waiting-Template@2x.png', colour: '#000000' },
] as const;

const { page, close } = await openTestWindow('about:blank');
try {
  for (const { from, to, colour } of images) {
    const source = `data:image/png;base64,${readFileSync(join(folder, from)).toString('base64')}`;
    const drawn = await page.evaluate(
      async ([data, fill]) => {
        const image = new Image();
        image.src = data;
        await image.decode();
        const canvas = document.createElement('canvas');
        canvas.width = image.width;
        canvas.height = image.height;
        const draw = canvas.getContext('2d');
        if (!draw) throw new Error('This browser draws nothing.');
        draw.drawImage(image, 0, 0);
        const radius = image.width * 0.22;
        const disc = (size: number): void => {
          draw.beginPath();
          draw.arc(image.width - radius, radius, size, 0, 2 * Math.PI);
          draw.fill();
        };
        // A gap around the mark sets it off from the icon on any background.
        draw.globalCompositeOperation = 'destination-out';
        disc(radius * 1.4);
        draw.globalCompositeOperation = 'source-over';
        draw.fillStyle = fill;
        disc(radius);
        return canvas.toDataURL('image/png');
      },
      [source, colour] as const,
    );
    writeFileSync(join(folder, to), Buffer.from(drawn.slice(drawn.indexOf(',') + 1), 'base64'));
  }
} finally {
  await close();
}
