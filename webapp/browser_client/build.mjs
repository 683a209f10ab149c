// Builds what browsers get: one script and one style sheet a page, under names that change with their content,
// with source maps, and compressed once instead of at each request. Needs what `npm ci` installed.

import { build } from "esbuild";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const WEBAPP = join(dirname(fileURLToPath(import.meta.url)), "..");
const BUILT = join(WEBAPP, "static", "built");
const KINDS = [".js", ".css", ".svg"];
const COMPRESSED = [".js", ".css", ".svg", ".map"];

/** A page's own file stands at the top of a `static` folder, or in a folder of its name; others are parts of it. */
async function entries() {
  const found = [];
  for (const file of await readdir(WEBAPP, { recursive: true })) {
    const parts = file.split(/[\\/]/);
    const at = parts.indexOf("static");
    if (at < 0 || parts[at + 1] === "built" || !KINDS.includes(extname(file))) continue;
    const [folder, inside, deeper] = parts.slice(at + 1);
    const named = basename(file, extname(file));
    if (inside === undefined || (deeper === undefined && folder === named)) found.push(file);
  }
  return found;
}

/** The name pages ask for: `live/evening.js` for `live/static/evening/evening.js`, `house.css` for the house's own. */
function asked(file) {
  const parts = file.split(/[\\/]/);
  return [...parts.slice(0, parts.indexOf("static")), parts.at(-1)].join("/");
}

async function compress(file) {
  const content = await readFile(file);
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  await writeFile(`${file}.gz`, gzipSync(content, { level: 9 }));
  await writeFile(`${file}.br`, brotliCompressSync(content, best));
}

const files = await entries();
await rm(BUILT, { recursive: true, force: true });
await mkdir(BUILT, { recursive: true });
const { metafile } = await build({
  absWorkingDir: WEBAPP,
  entryPoints: files.map((file) => ({ in: file, out: asked(file).replace(/\.\w+$/, "") })),
  outdir: BUILT,
  bundle: true,
  format: "esm",
  target: ["chrome111", "firefox115", "safari16.4"],
  minify: true,
  sourcemap: true,
  metafile: true,
  entryNames: "[dir]/[name]-[hash]",
  assetNames: "[name]-[hash]",
  loader: { ".woff2": "file", ".svg": "copy" },
  logLevel: "warning",
});

const names = {};
for (const [output, { entryPoint }] of Object.entries(metafile.outputs)) {
  const file = join(WEBAPP, output);
  if (COMPRESSED.includes(extname(file))) await compress(file);
  if (entryPoint) names[asked(relative(".", entryPoint))] = relative(BUILT, file).replaceAll("\\", "/");
}
await writeFile(join(BUILT, "names.json"), JSON.stringify(names, null, 1));
