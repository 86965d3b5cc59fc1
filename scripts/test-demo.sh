#!/bin/sh
# Tries the demo as a user does who has just got the sources: copies them to a path with blanks, runs it, gets
# things wrong. Builds, so it takes a minute. One line per failure; the exit code says whether there was one.
set -eu

ROOT=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
WORK=$(mktemp -d)
chmod 755 "$WORK" # PostgreSQL may run under another account, which has to pass here
trap 'rm -rf "$WORK"' EXIT
CLONE="$WORK/a fresh clone"
DATA=$ROOT/examples/covid/src/main/resources/dev/reeve/examples/covid/ecdc-covid-2020-09-07.json.gz
EXPECTED=$ROOT/examples/covid/src/test/resources/dev/reeve/examples/covid/expected
failures=0
count=0

mkdir -p "$CLONE" "$WORK/here"
REEVE_RECORDS_DIRECTORY=$WORK/records # none among those of whoever runs this
export REEVE_RECORDS_DIRECTORY
(cd "$ROOT" && find . \( -name target -o -name .git -o -name node_modules -o -name reeve-demo \) -prune -o -print |
    tar -c --no-recursion -f - -T -) | (cd "$CLONE" && tar -xf -)
cd "$WORK/here"

# demo ARGUMENT...: sets output (both streams) and code.
demo() {
    code=0
    output=$("$CLONE/reeve" demo "$@" 2>&1 </dev/null) || code=$?
}

fail() {
    failures=$((failures + 1))
    printf 'FAILED: %s\n%s\n' "$1" "$output"
}

expect_code() {
    count=$((count + 1))
    [ "$code" = "$2" ] || fail "$1 (exit $code, not $2)"
}

expect() {
    count=$((count + 1))
    case $output in
        *"$2"*) ;;
        *) fail "$1 (nowhere: $2)" ;;
    esac
}

refuse() {
    count=$((count + 1))
    case $output in
        *"$2"*) fail "$1 (found: $2)" ;;
    esac
}

# expect_csv WHAT FOLDER FILE: the only CSV in that folder is that file, byte for byte.
expect_csv() {
    count=$((count + 1))
    cmp -s "$2"/covid-monthly-*.csv "$3" || fail "$1 ($(ls "$2" 2>&1))"
}

DAY=$(date -u +%F)
demo
expect_code "the demo runs on a fresh clone" 0
expect_csv "the demo writes Germany's months" reeve-demo "$EXPECTED/Germany.csv"
expect "the demo says where the CSV is" "$WORK/here/reeve-demo/covid-monthly-"
expect "the demo prints the table" "2020_09"
for task in download_data filter_data enrich_data aggregate_data print_data prepare_data_for_upload upload; do
    expect "the demo shows the task $task" "$task"
done
refuse "the first run downloads" "already downloaded today"

demo --country Italy --bucket file:out
if [ "$DAY" != "$(date -u +%F)" ]; then # a day began between the two, with a download of its own
    rm -r out
    demo --country Italy --bucket file:out
fi
expect_code "another country and another bucket" 0
expect_csv "Italy's months" out "$EXPECTED/Italy.csv"
expect "the second run of a day does not download again and says so" "already downloaded today"
refuse "the second run does not build again" "building"

cp "$DATA" "other data.json.gz"
demo --country Afghanistan --bucket "file:$WORK/with blank" --data "other data.json.gz"
expect_code "data of one's own" 0
expect_csv "Afghanistan's months" "$WORK/with blank" "$EXPECTED/Afghanistan.csv"
refuse "another source is read" "already downloaded today"

gzip -dc "$DATA" >plain.txt
demo --country Italy --bucket file:plain --data "file:plain.txt"
expect_csv "a file that is not packed" plain "$EXPECTED/Italy.csv"

demo --country Germny --bucket file:none
expect_code "a country that is not there is no failure" 0
expect "a country that is not there is warned of" "Germany"
printf 'year_month,cases,deaths\n' >header.csv
expect_csv "a country that is not there has a header only" none header.csv

head -c 300000 "$DATA" >cut.json.gz
demo --data cut.json.gz --bucket file:never
expect_code "a truncated file is a failure" 1
expect "a truncated file is named with the position" "$WORK/here/cut.json.gz, "
expect "a truncated file is named with the position" "line "
count=$((count + 1))
[ ! -e never ] || fail "a run that failed uploads nothing"

demo --data no-such-file.json
expect_code "a missing file is a failure" 1
expect "a missing file is named" "There is no file $WORK/here/no-such-file.json"

demo --bucket file:/dev/null/out
expect_code "a bucket nobody can write to is a failure" 1
expect "a bucket nobody can write to is named" "/dev/null/out"

demo --bucket ftp://somewhere
expect_code "a bucket of another kind is refused" 2
expect "it is said which buckets there are" "Give file:DIR, a path, s3://NAME"

demo --contry Italy
expect_code "a wrong option is refused" 2
expect "a wrong option is named" "--contry"

demo --server --country Italy --bucket file:served
expect_code "the demo with a server" 0
expect_csv "Italy's months by an agent" served "$EXPECTED/Italy.csv"
for step in "server start" "project create Demo" "register " "agent start" "run --flow covid-monthly" "show "; do
    expect "the demo with a server shows the command" "$ reeve $step"
done
expect "the states of tasks are shown as they come" "task upload Success"
expect "lines of the log are shown" "Filtering data for country Italy"
expect "the monthly table is printed" "
2020_03          100851      11570"
expect "it is said what to try next" "./reeve demo --server --stay"
count=$((count + 1))
place=$(printf '%s\n' "$output" | sed -n 's/.*--data-dir \(.*reeve-demo[0-9]*\)$/\1/p' | sed 1q)
{ [ -n "$place" ] && [ ! -e "$place" ]; } || fail "what the server had is removed ($place)"

# Stopped while it goes on: the same as Ctrl-C, which shells keep from what runs behind.
count=$((count + 1))
"$CLONE/reeve" demo --server --stay --bucket file:stopped --data-dir data >stay.txt 2>&1 </dev/null &
demo=$!
tries=0
until grep -q "go on until Ctrl-C" stay.txt || [ $tries -gt 240 ] || ! kill -0 $demo 2>/dev/null; do
    sleep 0.5
    tries=$((tries + 1))
done
kill -TERM $demo 2>/dev/null || true
code=0
wait $demo || code=$?
output=$(cat stay.txt)
expect_code "a demo that stays is stopped by a signal" 130
expect "it says that it is stopped" "all of it is stopped"
count=$((count + 1))
[ ! -e data/server/postgres/data/postmaster.pid ] || fail "its database is stopped"

demo --server --bucket ftp://somewhere
expect_code "a bucket of another kind is refused with a server, too" 2

demo --help
expect_code "there is help" 0
expect "the help names the options" "--country"

# A cluster of two processes, as the commands make it; three machines are test-network.sh.
reeve() {
    code=0
    output=$("$CLONE/reeve" "$@" 2>&1 </dev/null) || code=$?
}

"$ROOT/reeve" --build examples/tutorial
"$("$ROOT/reeve" --jdk)/bin/jar" --create --file primes.jar -C "$ROOT/examples/tutorial/target/classes" \
    dev/reeve/examples/tutorial/Primes.class
at=localhost:$((47200 + $$ % 800))
reeve run primes.jar --cluster "$at"
expect_code "a run where no worker answers is refused" 1
expect "it is said where nobody answers" "$at"
"$CLONE/reeve" worker start --join "$at" --slots 2 --tag gpu --tag mem=64 >worker.txt 2>&1 </dev/null &
worker=$!
tries=0
until grep -q "is ready" worker.txt || [ $tries -gt 240 ] || ! kill -0 $worker 2>/dev/null; do
    sleep 0.5
    tries=$((tries + 1))
done
reeve run primes.jar --cluster "$at" -p parts=20
expect_code "a run on a worker goes well" 0
expect "the worker is named" "is there"
expect "its tasks are counted" "20 Success"
kill -TERM $worker 2>/dev/null || true
code=0
wait $worker || code=$?
output=$(cat worker.txt)
expect_code "a worker is stopped by a signal" 143
reeve worker start --join "$at" --tag mem=much
expect_code "a tag that is no amount is refused" 2
expect "it is named" "mem=much"
reeve worker start --join 192.0.2.1:47500
expect_code "a worker that others reach is refused without certificates" 1
expect "it is said how to make them" "reeve cluster certs"

if [ $failures -gt 0 ]; then
    echo "$failures of $count checks of the demo failed"
    exit 1
fi
echo "demo: $count checks passed"
