// Turns main.js, main.css and public/ into the files the browser gets, in ../static/northing/:
// bundled, minified, with a hash in each name, compressed, and listed in manifest.json. Started by build_frontend.py.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const web = path.dirname(here);
const root = path.resolve(web, "../../..");
const built = path.join(web, "static", "northing");
const out = `${built}.new`; // takes the place of the old one when everything is there
const worthCompressing = new Set([".css", ".js", ".json", ".svg", ".txt", ".webmanifest"]);

// `@import "../components/*/*.css"` and `import "../components/*/*.js"` mean every file that matches, in the order of names.
const everyFile = {
  name: "every-file",
  setup(building) {
    building.onResolve({ filter: /\*/ }, (args) => ({
      path: args.path,
      namespace: "every-file",
      pluginData: { from: args.resolveDir, kind: args.kind },
    }));
    building.onLoad({ filter: /.*/, namespace: "every-file" }, async (args) => {
      const files = await matching(args.pluginData.from, args.path);
      const css = args.pluginData.kind === "import-rule";
      const lines = files.map((file) => `${css ? "@import" : "import"} ${JSON.stringify(file)};`);
      return { contents: lines.join("\n"), loader: css ? "css" : "js", resolveDir: args.pluginData.from };
    });
  },
};

async function matching(from, pattern) {
  let found = [""];
  for (const part of pattern.split("/")) {
    const next = [];
    for (const base of found) {
      if (!part.includes("*")) {
        if (existsSync(path.join(from, base, part))) next.push(path.posix.join(base, part));
        continue;
      }
      const fits = new RegExp(`^${part.split("*").map((text) => text.replace(/[.+?^${}()|[\]\\]/g, "\\$&")).join(".*")}$`);
      const names = await readdir(path.join(from, base)).catch(() => []);
      next.push(...names.filter((name) => fits.test(name)).map((name) => path.posix.join(base, name)));
    }
    found = next;
  }
  return found.sort().map((file) => `./${file}`.replace(/^\.\/\.\.\//, "../"));
}

// What only one page needs is no part of main.js: that page asks for it by name.
const alone = ["../screens/map/picture/map.js", "../screens/map/picture/map.css"];

async function bundle() {
  const entries = ["main.js", "main.css", ...alone].map((name) => path.join(here, name)).filter(existsSync);
  const { metafile } = await build({
    entryPoints: entries,
    outdir: out,
    entryNames: "[name]-[hash]",
    chunkNames: "chunk-[name]-[hash]",
    assetNames: "[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    minify: true,
    sourcemap: "linked",
    sourcesContent: true,
    target: ["chrome120", "firefox121", "safari17.2"],
    loader: { ".svg": "file", ".png": "file", ".woff2": "file" },
    absWorkingDir: root,
    nodePaths: [path.join(root, "node_modules")],
    plugins: [everyFile],
    metafile: true,
    logLevel: "warning",
  });
  const manifest = {};
  for (const [file, { entryPoint }] of Object.entries(metafile.outputs)) {
    if (entryPoint) manifest[path.basename(entryPoint)] = path.basename(file);
  }
  return { manifest, packages: packagesIn(metafile) };
}

// Which packages the bundles are made of, those that others brought along too.
function packagesIn({ inputs }) {
  const names = Object.keys(inputs).map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]);
  return [...new Set(names.filter(Boolean))].sort();
}

async function copyPublic() {
  const manifest = {};
  const from = path.join(here, "public");
  if (!existsSync(from)) return manifest;
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    const name = path.relative(from, file).split(path.sep).join("/");
    const content = await readFile(file);
    const { dir, name: stem, ext } = path.posix.parse(name);
    const hashed = path.posix.join(dir, `${stem}-${hashOf(content)}${ext}`);
    await mkdir(path.join(out, dir), { recursive: true });
    await writeFile(path.join(out, hashed), content);
    manifest[name] = hashed;
  }
  return manifest;
}

function hashOf(content) {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  return Array.from(createHash("sha256").update(content).digest().subarray(0, 8), (byte) => alphabet[byte & 31]).join("");
}

// What we bundle keeps its terms beside it.
async function gatherLicenses(packages) {
  const texts = [];
  for (const name of packages) {
    const folder = path.join(root, "node_modules", name);
    const { version, license } = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
    const file = (await readdir(folder)).find((candidate) => /^licen[cs]e/i.test(candidate));
    const text = file ? await readFile(path.join(folder, file), "utf8") : "";
    texts.push(`${name} ${version} (${license})\n\n${text.trim()}\n`);
  }
  await writeFile(path.join(out, "third-party-licenses.txt"), texts.join("\n---\n\n"));
}

async function compress() {
  for (const entry of await readdir(out, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !worthCompressing.has(path.extname(entry.name))) continue;
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    const content = await readFile(file);
    if (content.length < 500) continue;
    await writeFile(`${file}.gz`, gzipSync(content, { level: 9 }));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
    await writeFile(`${file}.br`, brotliCompressSync(content, { params }));
  }
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const bundled = await bundle();
const manifest = { ...bundled.manifest, ...(await copyPublic()) };
await gatherLicenses(bundled.packages);
await compress();
await writeFile(path.join(out, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
await rm(built, { recursive: true, force: true });
await rename(out, built);
