#!/bin/sh
# Called by Maven.  build.sh build|test [true]   the pages, or the tests of their logic; true: leave them out.
#
# Nothing is done twice for the same sources. Without Node.js the pages are left out and the server says so, unless
# PAGES=required (./check sets it).
set -eu
cd "$(dirname -- "$0")"

MIN_NODE=20
what=$1
skip=${2:-false}
target=target/classes/dev/reeve/ui

say() {
    printf 'ui: %s\n' "$*"
}

leave_out() {
    rm -rf "$target" target/ui.build.stamp target/ui.test.stamp
    exit 0
}

# A number that changes with the sources, and with the contract that they follow.
sources() {
    find src public scripts index.html package.json package-lock.json tsconfig.json vite.config.ts \
        ../server/src/main/resources/openapi* -type f ! -name '*.gen.ts' -exec cksum {} + | LC_ALL=C sort | cksum
}

if [ "$skip" = true ]; then
    [ "$what" = test ] || say "left out, as -DskipUi says"
    leave_out
fi

# The middle of v20.20.2; 0 if there is no node.
node_version=$( (node --version 2>/dev/null || echo v0.) | sed 's/^v\([0-9]*\)\..*/\1/')
if [ "$node_version" -lt "$MIN_NODE" ] || ! command -v npm >/dev/null; then
    say "needs Node.js $MIN_NODE or newer with npm, and found $(node --version 2>/dev/null || echo none)." \
        "Install it (https://nodejs.org), or build without pages: -DskipUi."
    if [ "${PAGES:-}" = required ]; then exit 1; fi
    say "WARNING: the server will have no pages."
    leave_out
fi

stamp=target/ui.$what.stamp
now=$(sources)
if [ "$(cat "$stamp" 2>/dev/null || true)" = "$now" ]; then
    case $what in
        test) exit 0 ;;
        *) [ ! -f "$target/site/index.html" ] || exit 0 ;;
    esac
fi
rm -f "$stamp"

# No look-up of newer versions, of funds, of holes in what only builds: nobody asked for those.
lock=$(cksum <package-lock.json)
if [ "$(cat node_modules/.reeve.stamp 2>/dev/null || true)" != "$lock" ]; then
    say "npm fetches what the pages are made with (once, some seconds)"
    npm ci --prefer-offline --no-audit --no-fund --no-update-notifier --loglevel=error
    echo "$lock" >node_modules/.reeve.stamp
fi

mkdir -p target
case $what in
    build) npm run --silent build ;;
    test) npm run --silent test ;;
    *)
        say "knows build and test, not $what"
        exit 2
        ;;
esac
echo "$now" >"$stamp"
