// Restores, checks and bundles the pages' scripts and styles. Run by the build (build/FrontEnd.targets); by hand:
//   node build.mjs            into ../wwwroot/built
//   node build.mjs --tests    the tests, into tests/.built
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, openSync, closeSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { dirname, join, parse, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** Every entry, in one place: DIR/NAME.ts becomes built/NAME.js, DIR/NAME.css becomes built/NAME.css. */
const entries = [
  "tokens.css",
  "desks.css",
  "desks.ts",
  "come-in.ts",
  "doors.css",
  "doors.ts",
  "screens/pair.css",
  "screens/pair.ts",
  "screens/presenter.css",
  "screens/presenter.ts",
  "screens/overlay.css",
  "screens/overlay.ts",
];

const here = dirname(fileURLToPath(import.meta.url));
const built = resolve(here, "../wwwroot/built");
const testing = process.argv.includes("--tests");

await locked(async () => {
  restore();
  check();
  if (testing) await bundleTests();
  else await bundlePages();
});

/** Two builds of one tree at once (a run beside a build) take turns; a lock whose owner died is taken over. */
async function locked(work) {
  const lock = join(here, ".build-lock");
  const until = Date.now() + 300_000;
  while (!take(lock)) {
    const owner = Number(readIfThere(lock));
    if (owner && !alive(owner)) rmSync(lock, { force: true });
    else if (Date.now() > until) fail(`another build (process ${owner}) has held ${relative(process.cwd(), lock)} for 5 minutes: end it or delete that file`);
    else await new Promise((go) => setTimeout(go, 100));
  }
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock) {
  try {
    const file = openSync(lock, "wx");
    writeFileSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

function alive(process_) {
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function restore() {
  const modules = join(here, "node_modules");
  const stamp = join(modules, ".liveconsole-restored");
  const wanted = createHash("sha256").update(readFileSync(join(here, "package.json"))).update(readFileSync(join(here, "package-lock.json"))).digest("hex");
  if (readIfThere(stamp) === wanted) return;
  const npm = spawnSync("npm", ["ci", "--no-progress", "--loglevel=error"], { cwd: here, encoding: "utf8", shell: process.platform === "win32" });
  if (npm.error) fail(`npm could not be started (${npm.error.code}): it comes with Node.js 20 or newer`);
  if (npm.status !== 0) fail(`npm could not restore the pages' packages: ${lastLines(npm.stderr || npm.stdout)}`);
  writeFileSync(stamp, wanted);
}

function check() {
  const tsc = spawnSync(process.execPath, [join(here, "node_modules/typescript/bin/tsc"), "--noEmit", "--pretty", "false"], { cwd: here, encoding: "utf8" });
  if (tsc.status !== 0) {
    process.stdout.write(tsc.stdout.replace(/^(?=\S)/gm, "Client/"));
    fail("the pages' scripts do not type-check");
  }
}

async function bundlePages() {
  const { build } = await import("esbuild");
  const result = await build({
    absWorkingDir: here,
    entryPoints: entries.map((source) => ({ in: source, out: parse(source).name })),
    outdir: built,
    bundle: true,
    minify: true,
    sourcemap: false,
    format: "esm",
    target: ["es2022", "chrome103"], // OBS 29 and CasparCG 2.4 still embed Chromium 103.
    loader: { ".woff2": "file" },
    assetNames: "fonts/[name]-[hash]",
    legalComments: "linked",
    logLevel: "warning",
    write: false,
  });
  const made = new Set(result.outputFiles.map((file) => resolve(file.path)));
  for (const file of result.outputFiles) writeIfChanged(file.path, file.contents);
  for (const file of files(built)) if (!made.has(file)) rmSync(file);
  writeFileSync(join(here, "node_modules/.liveconsole-bundled"), "");
}

async function bundleTests() {
  const { build } = await import("esbuild");
  const folder = join(here, "tests");
  rmSync(join(folder, ".built"), { recursive: true, force: true });
  await build({
    absWorkingDir: here,
    entryPoints: readdirSync(folder).filter((name) => name.endsWith(".test.ts")).map((name) => join(folder, name)),
    outdir: join(folder, ".built"),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "warning",
  });
}

/** An unchanged file keeps its time, so that nothing after it in the build runs again; a changed one is moved into place whole. */
function writeIfChanged(path, contents) {
  if (existsSync(path) && readFileSync(path).equals(contents)) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.half`, contents);
  renameSync(`${path}.half`, path);
}

function files(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true }).map((name) => resolve(folder, name)).filter((path) => statSync(path).isFile());
}

function readIfThere(path) {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}

function lastLines(text) {
  return text.trim().split("\n").slice(-3).join(" | ");
}

/** One line, in the form that MSBuild shows as an error of the build. */
function fail(words) {
  console.log(`Client/build.mjs : error LC0002: ${words}`);
  rmSync(join(here, ".build-lock"), { force: true });
  process.exit(1);
}
