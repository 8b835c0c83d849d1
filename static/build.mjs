// Builds build/assets from static/ and node_modules: style sheet, modules, fonts, images.
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { compile } from "sass";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const source = path.join(root, "static");
const modules = path.join(root, "node_modules");
const target = path.join(root, "build", "assets");

const FONT = path.join(modules, "@fontsource", "source-sans-3");
const FACES = ["400-normal", "400-italic", "600-normal", "700-normal"];
const SUBSETS = ["latin", "latin-ext"];

function compileStyles() {
  const options = { loadPaths: [modules], quietDeps: true, style: "compressed" };
  return compile(path.join(source, "scss", "app.scss"), options).css;
}

async function writeStyles(css) {
  await mkdir(path.join(target, "css"), { recursive: true });
  await writeFile(path.join(target, "css", "app.css"), `${css}\n`);
}

async function writeScripts() {
  const folder = path.join(target, "js");
  await cp(path.join(source, "js"), folder, { recursive: true });
  const library = path.join(modules, "govuk-frontend", "dist", "govuk", "govuk-frontend.min.js");
  const text = await readFile(library, "utf8");
  // The map is not shipped, and a hashing static files storage refuses a dangling reference.
  const plain = text.replace(/\/\/# sourceMappingURL=\S+\s*$/, "\n");
  const notice = "/*! GOV.UK Frontend, (c) Crown copyright, MIT licence */\n";
  await writeFile(path.join(folder, "govuk-frontend.min.js"), notice + plain);
}

async function writeFonts() {
  const folder = path.join(target, "fonts");
  await mkdir(folder, { recursive: true });
  for (const subset of SUBSETS) {
    for (const face of FACES) {
      const name = `source-sans-3-${subset}-${face}.woff2`;
      await cp(path.join(FONT, "files", name), path.join(folder, name));
    }
  }
  // The Open Font License asks for its text beside the fonts.
  await cp(path.join(FONT, "LICENSE"), path.join(folder, "OFL.txt"));
}

// Compiled first: a mistake in the style sheet leaves the last good build standing.
const css = compileStyles();
await rm(target, { recursive: true, force: true });
await writeStyles(css);
await writeScripts();
await writeFonts();
await cp(path.join(source, "images"), path.join(target, "images"), { recursive: true });
const files = await readdir(target, { recursive: true, withFileTypes: true });
console.log(`build/assets: ${files.filter((entry) => entry.isFile()).length} files`);
