#!/bin/sh
# Tests ./reeve against JDKs and a Maven that are only shell scripts, in a checkout whose path has blanks.
# Quick: nothing is built. One line per failure; the exit code says whether there was one.
set -eu

ROOT=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
HERE="$WORK/a check out" # where the launcher under test lies
CALLER="$WORK/the caller"
JDKS=$WORK/jdks
TOOLS=$WORK/tools
failures=0
count=0

# A PATH that holds the usual tools, but no java and no mvn of this machine.
mkdir -p "$TOOLS" "$CALLER" "$WORK/home"
for tool in awk basename cat cksum dirname env find grep kill ls mkdir mktemp mv printf readlink rm rmdir sed sh sleep sort \
    tail tee touch tr xargs; do
    path=$(command -v "$tool")
    case $path in
        /*) ln -s "$path" "$TOOLS/$tool" ;;
    esac
done

# fake_jdk FOLDER VERSION [release|asked|jre]: how the version can be learnt, or a folder without a compiler.
fake_jdk() {
    mkdir -p "$1/bin"
    cat >"$1/bin/java" <<EOF
#!/bin/sh
if [ "\$1" = -version ]; then
    echo 'openjdk version "$2" 2024-01-01' >&2
    exit 0
fi
echo "java: $1"
echo "folder: \$PWD"
for argument in "\$@"; do echo "<\$argument>"; done
exit \${FAKE_EXIT:-0}
EOF
    chmod +x "$1/bin/java"
    case ${3:-release} in
        release) echo "JAVA_VERSION=\"$2\"" >"$1/release" ;;
    esac
    case ${3:-release} in
        jre) ;;
        *) cp "$1/bin/java" "$1/bin/javac" ;;
    esac
}

# A checkout as the launcher sees it, and a Maven that notes how it was called.
fresh() {
    rm -rf "$HERE" "$JDKS" "$WORK/mvn.calls"
    mkdir -p "$HERE/examples/covid/src/main/java" "$HERE/examples/covid/src/test/java" "$HERE/core/src/main/java" "$JDKS"
    cp "$ROOT/reeve" "$HERE/reeve"
    cat >"$HERE/pom.xml" <<'EOF'
<project>
  <version>9.8.7</version>
  <modules>
    <module>core</module>
    <module>examples/covid</module>
    <module>benchmarks</module>
  </modules>
</project>
EOF
    echo "class A {}" >"$HERE/core/src/main/java/A.java"
    echo "class B {}" >"$HERE/core/src/main/java/B.java"
    cat >"$TOOLS/mvn" <<EOF
#!/bin/sh
echo "JAVA_HOME=\$JAVA_HOME \$*" >>"$WORK/mvn.calls"
mkdir "$WORK/mvn.busy" || echo overlap >>"$WORK/mvn.calls"
echo "[INFO] Building Reeve: core 9.8.7          [2/5]"
echo "[INFO] something else"
while [ -e "$WORK/mvn.waits" ]; do sleep 0.1; done
rmdir "$WORK/mvn.busy"
if [ -e "$WORK/mvn.fails" ]; then
    echo "[ERROR] core/A.java:[1,1] no such thing"
    exit 1
fi
for module in examples/covid cli; do
    if [ -d "$HERE/\$module" ]; then mkdir -p "$HERE/\$module/target/lib"; fi
done
EOF
    chmod +x "$TOOLS/mvn"
    rm -f "$WORK/mvn.fails"
}

# launch [SETTING=VALUE...] COMMAND [ARGUMENT...]: runs it in the caller's folder; sets output and code.
launch() {
    code=0
    output=$(
        cd "$CALLER"
        env -i PATH="$TOOLS" REEVE_JDK_FOLDERS="$JDKS" REEVE_MAVEN_FOLDERS=/nonexistent "$@" 2>&1
    ) || code=$?
}

expect() {
    count=$((count + 1))
    case $output in
        *"$2"*) ;;
        *)
            failures=$((failures + 1))
            printf 'FAILED: %s\n  expected: %s\n  was (exit %s): %s\n' "$1" "$2" "$code" "$output"
            ;;
    esac
}

expect_code() {
    count=$((count + 1))
    if [ "$code" != "$2" ]; then
        failures=$((failures + 1))
        printf 'FAILED: %s\n  expected exit %s, was %s: %s\n' "$1" "$2" "$code" "$output"
    fi
}

expect_builds() {
    count=$((count + 1))
    calls=$(cat "$WORK/mvn.calls" 2>/dev/null | grep -c . || true)
    if [ "$calls" != "$2" ]; then
        failures=$((failures + 1))
        printf 'FAILED: %s\n  expected %s builds, were %s\n' "$1" "$2" "$calls"
    fi
}

# --- which JDK

fresh
launch "$HERE/reeve" demo
expect_code "without a JDK nothing runs" 78
expect "without a JDK it says what to do" "needs a JDK 21 or newer, and found none"

fresh
fake_jdk "$JDKS/a-17" 17.0.15
fake_jdk "$JDKS/b-21" 21.0.4
fake_jdk "$JDKS/c-25" 25
fake_jdk "$JDKS/d-8" 1.8.0_402
fake_jdk "$JDKS/e-9" 9.0.4
launch "$HERE/reeve" demo
expect_code "a JDK in a usual folder will do" 0
expect "the newest in the usual folders is taken" "java: $JDKS/c-25"
launch JAVA_HOME="$JDKS/a-17" "$HERE/reeve" demo
expect "a JAVA_HOME that is too old is passed over" "java: $JDKS/c-25"
launch JAVA_HOME="$JDKS/b-21" "$HERE/reeve" demo
expect "a JAVA_HOME that is new enough wins over the folders" "java: $JDKS/b-21"
launch JAVA_HOME="$JDKS/c-25" REEVE_JAVA_HOME="$JDKS/b-21" "$HERE/reeve" demo
expect "REEVE_JAVA_HOME wins over JAVA_HOME" "java: $JDKS/b-21"
launch REEVE_JAVA_HOME="$JDKS/a-17" "$HERE/reeve" demo
expect_code "a wrong REEVE_JAVA_HOME is an error" 78
expect "a wrong REEVE_JAVA_HOME is named" "REEVE_JAVA_HOME=$JDKS/a-17 is no JDK 21 or newer"
mkdir -p "$WORK/elsewhere"
ln -s "$JDKS/b-21/bin/java" "$WORK/elsewhere/java"
launch PATH="$WORK/elsewhere:$TOOLS" "$HERE/reeve" demo
expect "java on the PATH is followed to its JDK" "java: $JDKS/b-21"
ln -sf "$JDKS/a-17/bin/java" "$WORK/elsewhere/java"
launch PATH="$WORK/elsewhere:$TOOLS" "$HERE/reeve" demo
expect "java on the PATH may be too old" "java: $JDKS/c-25"

fresh
fake_jdk "$JDKS/jre-25" 25 jre
fake_jdk "$JDKS/asked-22" 22.0.1 asked
launch "$HERE/reeve" demo
expect "a folder without a compiler is no JDK, one without a release file is asked" "java: $JDKS/asked-22"

fresh
fake_jdk "$WORK/home/.sdkman/candidates/java/23-open" 23.0.1
launch HOME="$WORK/home" "$HERE/reeve" demo
expect "SDKMAN's folder is looked through" "java: $WORK/home/.sdkman/candidates/java/23-open"
launch "$HERE/reeve" demo
expect_code "HOME may be unset" 78

# --- building

fresh
fake_jdk "$JDKS/jdk 21" 21.0.4
launch "$HERE/reeve" demo
expect "the first call builds" "building examples/covid, once"
expect "the build shows how far it is" "[2/5] Reeve: core"
launch "$HERE/reeve" demo
expect_builds "unchanged sources are not built again" 1
touch "$HERE/core/src/main/java/A.java"
echo "class T {}" >"$HERE/examples/covid/src/test/java/T.java"
launch "$HERE/reeve" demo
expect_builds "a new time or a new test is no change" 1
echo "class A { int a; }" >"$HERE/core/src/main/java/A.java"
launch "$HERE/reeve" demo
expect "changed sources are built" "sources have changed"
rm "$HERE/core/src/main/java/B.java"
launch "$HERE/reeve" demo
expect_builds "a source that is gone is a change" 3
output=$(cat "$WORK/mvn.calls")
expect "Maven runs on the JDK that was found" "JAVA_HOME=$JDKS/jdk 21"
expect "only what the demo needs is built" "-Dquick -DskipTests -pl examples/covid -am package"

touch "$WORK/mvn.fails"
echo "class C {}" >"$HERE/core/src/main/java/C.java"
launch "$HERE/reeve" demo
expect_code "a failed build is a failure" 1
expect "the errors of a failed build are shown" "[ERROR] core/A.java:[1,1] no such thing"
expect "the whole log is named" "target/reeve-examples-covid.log"
rm "$WORK/mvn.fails"
launch "$HERE/reeve" demo
expect_code "after a failed build the next call builds again" 0
expect "after a failed build the next call builds again" "java: "

# --- two builds at once

# in_background FILE COMMAND...: launches it, its output into that file; sets started.
in_background() {
    file=$1
    shift
    (
        cd "$CALLER"
        exec env -i PATH="$TOOLS" REEVE_JDK_FOLDERS="$JDKS" REEVE_MAVEN_FOLDERS=/nonexistent "$@"
    ) >"$file" 2>&1 &
    started=$!
}

# await FILE TEXT: until it is in there, at most half a minute.
await() {
    tries=0
    until grep -q "$2" "$1" 2>/dev/null; do
        tries=$((tries + 1))
        if [ $tries -gt 300 ]; then
            echo "FAILED: waited in vain for \"$2\" in $1: $(cat "$1" 2>&1)"
            failures=$((failures + 1))
            return
        fi
        sleep 0.1
    done
}

two_builds() {
    fresh
    fake_jdk "$JDKS/21" 21.0.4
    touch "$WORK/mvn.waits"
    in_background "$WORK/first" "$HERE/reeve" demo
    first=$started
    await "$WORK/mvn.calls" package
    kill -9 "$first"
    wait "$first" 2>/dev/null || true
    in_background "$WORK/second" "$HERE/reeve" demo
    second=$started
    await "$WORK/second" "another build is at work here"
    expect_builds "$1: while Maven goes on whose launcher was killed, no other begins" 1
    rm "$WORK/mvn.waits"
    code=0
    wait "$second" || code=$?
    output=$(cat "$WORK/second")
    expect_code "$1: then the second has its turn" 0
    expect_builds "$1: what the killed one did is not taken for a whole build" 2

    echo "class D {}" >"$HERE/core/src/main/java/D.java"
    sh -c 'echo $$' >"$HERE/target/reeve.lock" # a process that has ended
    launch "$HERE/reeve" demo
    expect_code "$1: a lock left behind by a killed build is taken over" 0
    launch "$HERE/reeve" install
    launch "$HERE/reeve" install
    expect_code "$1: a lock is given back" 0
}

two_builds "without flock"
flock=$(command -v flock || true)
if [ -n "$flock" ]; then
    ln -s "$flock" "$TOOLS/flock"
    two_builds "with flock"
fi

fresh
fake_jdk "$JDKS/21" 21.0.4
rm "$TOOLS/mvn"
launch "$HERE/reeve" demo
expect_code "without Maven nothing is built" 78
expect "without Maven it says what to do" "needs Maven 3.8 or newer"
launch REEVE_MVN="$WORK/none" "$HERE/reeve" demo
expect_code "a wrong REEVE_MVN is an error" 78
expect "a wrong REEVE_MVN is named" "REEVE_MVN=$WORK/none is no program"

# --- running

fresh
fake_jdk "$JDKS/21" 21.0.4
launch "$HERE/reeve" demo --country "Bonaire, Saint Eustatius and Saba" --bucket 'file:a "b" $c' ''
expect "arguments arrive as they were given" "<--country>
<Bonaire, Saint Eustatius and Saba>
<--bucket>
<file:a \"b\" \$c>
<>"
expect "the program runs in the caller's folder" "folder: $CALLER"
launch FAKE_EXIT=3 "$HERE/reeve" demo
expect_code "the program's exit code is the launcher's" 3
launch REEVE_JAVA_OPTS="-Xmx1g -Da=b" "$HERE/reeve" demo
expect "REEVE_JAVA_OPTS reach the JVM" "<-Xmx1g>
<-Da=b>"
mkdir -p "$WORK/link s"
ln -s "$HERE/reeve" "$WORK/link s/first"
ln -s first "$WORK/link s/second"
launch "$WORK/link s/second" demo
expect "it works through symbolic links" "<$HERE/examples/covid/target/classes:$HERE/examples/covid/target/lib/*>"
(cd "$HERE" && ln -s . same)
launch sh "$HERE/same/reeve" demo
expect_code "it works when started by sh, through a folder that is a link" 0

# --- other commands

launch "$HERE/reeve"
expect_code "without a command it explains itself" 0
expect "without a command it explains itself" "./reeve demo"
launch "$HERE/reeve" frobnicate
expect_code "an unknown command is refused" 2
expect "an unknown command is named" "there is no command \"frobnicate\""
launch "$HERE/reeve" install now
expect_code "install takes no arguments" 2
launch "$HERE/reeve" install --help
expect_code "install has help" 0
expect "install has help with exit codes" "Exit codes: 0"
launch "$HERE/reeve" install
expect_code "install installs" 0
case $output in *"something else"*) expect "install is quiet" "no line of Maven's" ;; esac
expect "install says what to add to a project" "<version>9.8.7</version>"
output=$(tail -n 1 "$WORK/mvn.calls")
expect "install leaves examples and benchmarks out" "-pl core -am install"
launch "$HERE/reeve" install --verbose
expect "install --verbose shows what Maven says" "[INFO] something else"
mkdir -p "$HERE/cli/src/main/java"
echo "<project/>" >"$HERE/cli/pom.xml"
launch "$HERE/reeve" run some.jar -p country=Italy
expect "other commands go to the command line module" "<dev.reeve.cli.Main>
<run>
<some.jar>
<-p>
<country=Italy>"

# --- how it is called

ln -s "$HERE/reeve" "$TOOLS/reeve"
launch "$HERE/reeve" config
expect "the command learns the launcher's path" "<-Dreeve.command=$HERE/reeve>"
launch sh -c 'exec "../a check out/reeve" config'
expect "a relative path becomes one that works from any folder" "<-Dreeve.command=$HERE/reeve>"
launch reeve config
expect "on the PATH its name will do" "<-Dreeve.command=reeve>"

if [ $failures -gt 0 ]; then
    echo "$failures of $count checks of the launcher failed"
    exit 1
fi
echo "launcher: $count checks passed"
