#!/bin/sh
# Gets what the check of the page needs, where it is absent: node's packages, and a browser.
# Prints the browser's path as its last line. Ends with 3 where none can be had.
set -eu
cd "$(dirname "$0")"

# Test classes run side by side: one of them at a time gets what is absent.
if command -v flock >/dev/null 2>&1; then
  exec 9<setup.sh
  flock 9
fi

browser() {
  for name in ${SQUAREOFF_BROWSER:-} chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then
      command -v "$name"
      return 0
    fi
  done
  return 1
}

if ! browser >/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing chromium" >&2
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -q --no-install-recommends chromium fonts-dejavu-core; } >&2 || true
  fi
  if ! browser >/dev/null; then
    echo "no browser: install chromium, or name one in SQUAREOFF_BROWSER" >&2
    exit 3
  fi
fi

if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
  echo "no node or no npm: install both (https://nodejs.org)" >&2
  exit 3
fi
if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --ignore-scripts --silent >&2 || {
    echo "npm ci gave no playwright-core" >&2
    exit 3
  }
  touch node_modules/.package-lock.json
fi
browser
