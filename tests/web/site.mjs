// A built site: which of its pages to look at, and a loopback server that
// gives them out with the headers they are published with.

import { createReadStream } from "node:fs";
import { readFile, readdir, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";

const POLICY = [
  "default-src 'self'",
  "img-src 'self' data:",
  "script-src 'self' 'wasm-unsafe-eval'",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types motcua",
].join("; ");

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
  ".xml": "application/xml; charset=utf-8",
};

const REFRESH = /<meta[^>]+http-equiv="?refresh/i;
// No page of more bytes is only a way to another; larger ones need not be read.
const LEADING_ON = 64 * 1024;

/** The folder named on the command line, or the end of the program. */
export async function folderArgument(usage) {
  const folder = process.argv[2];
  if (!folder || !(await isFile(join(folder, "index.html")))) {
    console.error(folder ? `${folder} holds no index.html` : usage);
    process.exit(2);
  }
  return resolve(folder);
}

/** Every page, as { path, size, leadsOn }, in the order of their paths; one that leads on goes to another by itself. */
export async function pagesOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const pages = [];
  for (const entry of entries) {
    if (!entry.isFile() || extname(entry.name) !== ".html") continue;
    const file = join(entry.parentPath, entry.name);
    const path = file.slice(folder.length + 1).split(sep).join("/");
    const { size } = await stat(file);
    const leadsOn = size <= LEADING_ON && REFRESH.test(await readFile(file, "utf8"));
    pages.push({ path, size, leadsOn });
  }
  return pages.sort((a, b) => (a.path < b.path ? -1 : 1));
}

// A folder with more entries than this names things, not kinds of page.
const KINDS = 8;

/**
 * The pages worth looking at: all of a small site; of a larger one, from each
 * kind, as many as asked at even distances from the first to the last, and the
 * largest, which has the most that can go wrong. The same site always gives
 * the same sample.
 */
export function sampleOf(pages, { all, each }) {
  if (pages.length <= all) return pages;
  const chosen = new Set();
  for (const kind of kindsOf(pages)) {
    const last = kind.length - 1;
    for (let i = 0; i < each; i++) chosen.add(kind[Math.round((i * last) / (each - 1))]);
    chosen.add(kind.reduce((most, page) => (page.size > most.size ? page : most)));
  }
  return pages.filter((page) => chosen.has(page));
}

/**
 * The pages by kind, which their addresses tell: /thu-tuc/1.001193/ and its
 * thousand siblings are one, /du-lieu/dan-so/v/2024/ and all versions of all
 * datasets another. The root, and that of a language, names kinds only.
 */
function kindsOf(pages, depth = 0) {
  const names = groupsOf(pages, ({ path }) => path.split("/")[depth]);
  const lengths = (group) => groupsOf(group, ({ path }) => path.split("/").length);
  const root = depth === 0 || (depth === 1 && /^[a-z]{2}\//.test(pages[0].path));
  const groups = names.length > KINDS && !root ? lengths(pages) : names;
  return groups.flatMap((group) => {
    const ended = group.every(({ path }) => path.split("/").length <= depth + 1);
    return ended ? [group] : kindsOf(group, depth + 1);
  });
}

function groupsOf(pages, key) {
  const groups = new Map();
  for (const page of pages) {
    const value = key(page);
    if (!groups.has(value)) groups.set(value, []);
    groups.get(value).push(page);
  }
  return [...groups.values()];
}

/** Serves the folder; `close` ends it. */
export async function serve(folder) {
  const server = createServer(async (request, response) => {
    let file = null;
    try {
      const { pathname } = new URL(request.url, "http://site");
      file = resolve(folder, `.${decodeURIComponent(pathname)}`);
      if (pathname.endsWith("/")) file = join(file, "index.html");
    } catch {
      // Not an address: answered as one that leads nowhere.
    }
    const inside = file?.startsWith(folder + sep) && (await isFile(file));
    response.writeHead(inside ? 200 : 404, {
      "content-type": (inside && TYPES[extname(file)]) || "application/octet-stream",
      "content-security-policy": POLICY,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
    });
    if (inside) createReadStream(file).pipe(response);
    else response.end();
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function isFile(path) {
  return stat(path).then((found) => found.isFile(), () => false);
}
