/**
 * The settings of usual static hosts that make them serve dist/ as `npm start` does. scripts/deploy/ holds them;
 * `npm run deployments` writes them anew from scripts/headers.mjs, and a test fails where they differ.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { appHeaders } from './headers.mjs'
import { root } from './setup.mjs'

/** Names of files in assets/ carry a hash of their content; all else is asked for again each time. */
const keptForever = 'public, max-age=31536000, immutable'
const askedAgain = 'no-cache'

/**
 * Each file's text, by its name in scripts/deploy/.
 * @returns {Record<string, string>}
 */
export function deployments() {
  const headers = Object.entries(appHeaders())
  return {
    _headers: netlify(headers),
    _redirects: '/*  /index.html  200\n',
    'vercel.json': vercel(headers),
    'nginx.conf': nginx(headers),
    Caddyfile: caddy(headers),
    '.htaccess': apache(headers),
  }
}

/** @typedef {[name: string, value: string][]} Headers */

/** Netlify and Cloudflare Pages. @param {Headers} headers */
function netlify(headers) {
  return [
    '# Netlify and Cloudflare Pages: put this file into dist/. Netlify also needs _redirects.',
    '/*',
    ...headers.map(([name, value]) => `  ${name}: ${value}`),
    '/assets/*',
    `  Cache-Control: ${keptForever}`,
    '/index.html',
    `  Cache-Control: ${askedAgain}`,
    '/sw.js',
    `  Cache-Control: ${askedAgain}`,
    '/manifest.webmanifest',
    '  Content-Type: application/manifest+json',
    '',
  ].join('\n')
}

/** @param {Headers} headers */
function vercel(headers) {
  const pairs = headers.map(([key, value]) => ({ key, value }))
  const settings = {
    $schema: 'https://openapi.vercel.sh/vercel.json',
    outputDirectory: 'dist',
    headers: [
      { source: '/(.*)', headers: pairs },
      { source: '/assets/(.*)', headers: [{ key: 'Cache-Control', value: keptForever }] },
      { source: '/(index.html|sw.js)?', headers: [{ key: 'Cache-Control', value: askedAgain }] },
    ],
    // A path with a dot in its last part is a file: where there is none, that is an error and not the page.
    rewrites: [{ source: '/((?!.*\\.[^/]*$).*)', destination: '/index.html' }],
  }
  return `${JSON.stringify(settings, null, 2)}\n`
}

/** @param {Headers} headers */
function nginx(headers) {
  const lines = headers.map(([name, value]) => `add_header ${name} "${value}" always;`)
  /** nginx forgets the headers of the level above wherever one is added. @param {string} cache @param {string} indent */
  const all = (cache, indent) =>
    [...lines, `add_header Cache-Control "${cache}" always;`].map((each) => `${indent}${each}`)
  return [
    '# nginx: within http { }. Adapt listen, server_name, the certificate and root.',
    'server {',
    '  listen 443 ssl;',
    '  server_name mockloop.example;',
    '  root /srv/mockloop/dist;',
    '  include /etc/nginx/mime.types;',
    '  types {',
    '    application/wasm wasm;',
    '    application/manifest+json webmanifest;',
    '  }',
    '  gzip on;',
    '  gzip_types text/css text/javascript application/javascript application/wasm application/json image/svg+xml;',
    '',
    '  location /assets/ {',
    ...all(keptForever, '    '),
    '    try_files $uri =404;',
    '  }',
    '  location ~ \\.[^/]+$ {',
    ...all(askedAgain, '    '),
    '    try_files $uri =404;',
    '  }',
    '  location / {',
    ...all(askedAgain, '    '),
    '    try_files /index.html =404;',
    '  }',
    '}',
    '',
  ].join('\n')
}

/** @param {Headers} headers */
function caddy(headers) {
  return [
    '# Caddy: it gets the certificate itself.',
    'mockloop.example {',
    '  root * /srv/mockloop/dist',
    '  encode zstd gzip',
    '  header {',
    ...headers.map(([name, value]) => `    ${name} "${value}"`),
    `    Cache-Control "${askedAgain}"`,
    '  }',
    '  @assets path /assets/*',
    `  header @assets Cache-Control "${keptForever}"`,
    '  @manifest path *.webmanifest',
    '  header @manifest Content-Type "application/manifest+json"',
    '  @routes not path_regexp \\.[^/]+$',
    '  rewrite @routes /index.html',
    '  file_server',
    '}',
    '',
  ].join('\n')
}

/** @param {Headers} headers */
function apache(headers) {
  return [
    '# Apache: put this file into dist/. Needs mod_headers, mod_mime and mod_rewrite, and AllowOverride All.',
    ...headers.map(([name, value]) => `Header always set ${name} "${value}"`),
    `Header always set Cache-Control "${askedAgain}"`,
    `Header always set Cache-Control "${keptForever}" "expr=%{REQUEST_URI} =~ m#^/assets/#"`,
    'AddType text/javascript .js',
    'AddType application/wasm .wasm',
    'AddType application/manifest+json .webmanifest',
    'RewriteEngine On',
    'RewriteCond %{REQUEST_URI} !\\.[^/]+$',
    'RewriteRule ^ /index.html [L]',
    '',
  ].join('\n')
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = join(root, 'scripts/deploy')
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(deployments())) writeFileSync(join(folder, name), text)
}
