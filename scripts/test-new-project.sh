#!/bin/sh
# Does what a user does after the demo: installs Reeve, makes a project, builds, tests and runs it. In a local Maven
# repository of its own, so that nothing of it stays behind.
set -eu

ROOT=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
PROJECT="$WORK/my sales"
REPOSITORY=${HOME:-/nonexistent}/.m2/repository

# What Maven has fetched before need not be fetched again. Links, not copies: it may be large.
if [ -d "$REPOSITORY" ]; then
    cp -al "$REPOSITORY" "$WORK/repository" 2>/dev/null || cp -a "$REPOSITORY" "$WORK/repository"
    rm -rf "$WORK/repository/dev/reeve"
fi
MAVEN_OPTS="${MAVEN_OPTS:-} -Dmaven.repo.local=$WORK/repository"
export MAVEN_OPTS
REEVE_RECORDS_DIRECTORY=$WORK/records # none among those of whoever runs this
export REEVE_RECORDS_DIRECTORY
MVN=$("$ROOT/reeve" --maven)

fail() {
    printf 'FAILED: %s\n%s\n' "$1" "$2"
    exit 1
}

# expect WHAT TEXT COMMAND...: the command goes well and prints that text somewhere.
expect() {
    what=$1
    text=$2
    shift 2
    output=$("$@" 2>&1 </dev/null) || fail "$what (exit $?)" "$output"
    case $output in
        *"$text"*) printf 'ok: %s\n' "$what" ;;
        *) fail "$what (nowhere: $text)" "$output" ;;
    esac
}

expect "Reeve is installed" "Installed Reeve" "$ROOT/reeve" install
expect "a project is made" "Try next:" "$ROOT/reeve" new flow "$PROJECT" --name sales
cd "$PROJECT"
expect "the project builds and its tests run" "Tests run:" "$MVN" -B -ntp verify
expect "the project runs" "write_report: Success" "$MVN" -q -B -ntp compile exec:exec
expect "its jar runs" '"state":"Success"' "$ROOT/reeve" run target/sales.jar --output json --no-progress
expect "its jar is drawn" "<svg" "$ROOT/reeve" visualize target/sales.jar --format svg
if "$ROOT/reeve" new flow "$PROJECT" >/dev/null 2>&1; then
    fail "a directory that is not empty is refused" ""
fi
echo "a new project: all is well"
