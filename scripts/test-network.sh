#!/bin/sh
# A cluster of three machines, as docs/how-to/cluster-of-machines.md makes one, then one of five with a run during which all
# of them have a fault: network namespaces on a bridge, each with an address, a name and a cable that can be pulled. Needs Linux, ip and unshare, and root or user namespaces. All of it is in
# namespaces of its own, which end with it. One line per expectation; exit code 78 where namespaces cannot be made.
set -eu

ROOT=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
UNUSABLE=78
NETWORK=10.77.0

say() {
    printf 'test-network: %s\n' "$*"
}

if [ "${1:-}" != inside ]; then
    for program in ip unshare mount; do
        if ! command -v "$program" >/dev/null; then
            say "needs the program $program (Debian: apt-get install iproute2 util-linux), and found none."
            exit $UNUSABLE
        fi
    done
    user=
    [ "$(id -u)" = 0 ] || user=--map-root-user
    # shellcheck disable=SC2086  # no argument where it is empty
    if ! unshare $user --net --mount --pid --fork true 2>/dev/null; then
        say "needs namespaces of the kernel, and this user may not make any. Run it as root, in a container that is" \
            "privileged, or allow user namespaces (sysctl kernel.unprivileged_userns_clone=1)."
        exit $UNUSABLE
    fi
    "$ROOT/reeve" --build cli
    "$ROOT/reeve" --build examples/tutorial
    WORK=$(mktemp -d)
    trap 'rm -rf "$WORK"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    code=0
    # shellcheck disable=SC2086
    unshare $user --net --mount --pid --fork --kill-child --mount-proc sh "$0" inside "$WORK" || code=$?
    exit $code
fi

WORK=$2
JDK=$("$ROOT/reeve" --jdk)
REEVE_RECORDS_DIRECTORY=$WORK/records
PATH=$ROOT:$PATH
export REEVE_RECORDS_DIRECTORY PATH
failures=0

fail() {
    failures=$((failures + 1))
    printf 'FAILED: %s\n%s\n' "$1" "${2:-}"
}

# expect WHAT FILE TEXT: that text is somewhere in that file.
expect() {
    if grep -q -- "$3" "$2"; then
        printf 'ok: %s\n' "$1"
    else
        fail "$1 (nowhere: $3)" "$(tail -n 40 "$2")"
    fi
}

# expect_code WHAT FILE WANTED CODE: a command that wrote that file ended so; "refused" for anything but 0.
expect_code() {
    if [ "$4" = "$3" ] || { [ "$3" = refused ] && [ "$4" != 0 ]; }; then
        printf 'ok: %s\n' "$1"
    else
        fail "$1 (exit $4, not $3)" "$(tail -n 40 "$2")"
    fi
}

# await WHAT FILE TEXT [SECONDS]: waits until that text is in that file.
await() {
    left=${4:-90}
    until grep -q -- "$3" "$2" 2>/dev/null; do
        left=$((left - 1))
        if [ "$left" -lt 0 ]; then
            fail "$1 (not in time: $3)" "$(tail -n 40 "$2")"
            return 1
        fi
        sleep 1
    done
    printf 'ok: %s\n' "$1"
}

# machine NAME NUMBER: a machine on the bridge.
machine() {
    ip netns add "$1"
    ip link add "to-$1" type veth peer name eth0 netns "$1"
    ip link set "to-$1" master switch up
    ip -n "$1" addr add "$NETWORK.$2/24" dev eth0
    ip -n "$1" link set eth0 up
    ip -n "$1" link set lo up
    printf '%s.%s %s\n' "$NETWORK" "$2" "$1" >>"$WORK/hosts"
}

# on MACHINE COMMAND...: runs a command there.
on() {
    where=$1
    shift
    ip netns exec "$where" "$@"
}

# begin MACHINE LOG COMMAND...: begins a command there, whose process is $begun.
begin() {
    where=$1
    log=$2
    shift 2
    (exec ip netns exec "$where" "$@" >"$log" 2>&1) &
    begun=$!
}

# end PROCESS: stops what was begun.
end() {
    kill "$1" 2>/dev/null || true
    wait "$1" || true
}

network() {
    mkdir -p /run/netns
    mount -t tmpfs netns /run/netns
    echo '127.0.0.1 localhost' >"$WORK/hosts"
    ip link set lo up
    ip link add switch type bridge
    ip link set switch up
    machine laptop 1
    machine node1 2
    machine node2 3
    machine node3 4
    machine node4 5
    mount --bind "$WORK/hosts" /etc/hosts
}

if ! network 2>"$WORK/network.log"; then
    say "could not make machines of network namespaces: $(cat "$WORK/network.log")"
    exit $UNUSABLE
fi
cd "$WORK"
"$JDK/bin/jar" --create --file primes.jar -C "$ROOT/examples/tutorial/target/classes" dev/reeve/examples/tutorial/Primes.class

echo "=== one machine"
begin laptop alone.log reeve worker start --join localhost:47500 --slots 2
alone=$begun
await "a worker begins a cluster" alone.log "is ready"
code=0
on laptop reeve run primes.jar --cluster localhost:47500 >one.log 2>&1 || code=$?
expect_code "a run on one machine goes well" one.log 0 "$code"
end "$alone"

echo "=== three machines"
reeve cluster certs --out certs --host node1 --host node2 --host laptop
begin node1 node1.log reeve worker start --join node1,node2 --slots 2 --certs certs/node1
node1=$begun
await "node1 begins a cluster" node1.log "is ready"
begin node2 node2.log reeve worker start --join node1,node2 --slots 2 --certs certs/node2
node2=$begun
await "node2 becomes part of it" node2.log "is ready"
code=0
on laptop reeve run primes.jar --cluster node1,node2 --certs certs/laptop >three.log 2>&1 || code=$?
expect_code "a run on three machines goes well" three.log 0 "$code"
expect "the driver saw node1" three.log "worker .* on node1) is there"
expect "the driver saw node2" three.log "worker .* on node2) is there"

echo "=== whoever has no certificate"
code=0
on laptop reeve run primes.jar --cluster node1,node2 >none.log 2>&1 || code=$?
expect_code "a driver without a certificate is refused" none.log refused "$code"
expect "and is told how to make one" none.log "reeve cluster certs"
reeve cluster certs --out stranger --host laptop >/dev/null
code=0
on laptop reeve worker start --join node1,node2 --certs stranger/laptop --patience 10 >stranger.log 2>&1 || code=$?
expect_code "a worker with a certificate of another authority is refused" stranger.log refused "$code"
expect "and is told where to look" stranger.log "look at --certs"

echo "=== a cable is pulled"
begin laptop pulled.log reeve run primes.jar --cluster node1,node2 --certs certs/laptop -p parts=120
run=$begun
await "tasks run" pulled.log "prime numbers from"
ip link set to-node2 down
await "the driver loses node2" pulled.log "worker .* on node2) was lost"
code=0
wait "$run" || code=$?
expect_code "the run goes on and goes well" pulled.log 0 "$code"
expect "all parts are counted" pulled.log "120 Success"

echo "=== the cable is in again"
ip link set to-node2 up
code=0
on laptop reeve run primes.jar --cluster node1 --certs certs/laptop >again.log 2>&1 || code=$?
expect_code "the cluster at node1 works" again.log 0 "$code"
await "the worker of node2 finds that it was cut off" node2.log "is cut off from its cluster"
await "and becomes part of the cluster again" node2.log "is part of the cluster again"
code=0
on laptop reeve run primes.jar --cluster node1,node2 --certs certs/laptop >back.log 2>&1 || code=$?
expect_code "a run uses both" back.log 0 "$code"
expect "the driver saw node1 again" back.log "worker .* on node1) is there"
expect "the driver saw node2 again" back.log "worker .* on node2) is there"
end "$node1"
end "$node2"

echo "=== four workers and their driver, each with a fault while one run goes on"
mkdir -p steady/classes
cat >steady/Steady.java <<'JAVA'
import static dev.reeve.Inputs.each;

import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.TaskRun;
import java.util.List;
import java.util.stream.IntStream;

public final class Steady {
    public static Flow flow() {
        return Flow.define("steady", f -> {
            Output<List<Integer>> numbers = f.task(Steady::numbers);
            Output<List<Integer>> waited = f.map(Steady::waits, each(numbers)).retries(4);
            f.task(Steady::total, waited).keep();
        });
    }

    static List<Integer> numbers() {
        return IntStream.range(0, 400).boxed().toList();
    }

    static int waits(int number) throws InterruptedException {
        Thread.sleep(2_500);
        return number;
    }

    static int total(List<Integer> numbers) {
        int sum = numbers.stream().mapToInt(Integer::intValue).sum();
        TaskRun.current().logger().info("{} results come to {}", numbers.size(), sum);
        return sum;
    }
}
JAVA
"$JDK/bin/javac" -proc:none -d steady/classes -cp "$ROOT/cli/target/lib/*" steady/Steady.java
"$JDK/bin/jar" --create --file steady.jar -C steady/classes Steady.class
all=node1,node2,node3,node4
reeve cluster certs --out certs --host node3 --host node4 >/dev/null
for node in node1 node2 node3 node4; do
    begin "$node" "$node.log" reeve worker start --join $all --slots 2 --certs "certs/$node"
    eval "$node=$begun"
    await "$node is there" "$node.log" "is ready" || true
done
begin laptop faults.log reeve run steady.jar --cluster $all --certs certs/laptop
run=$begun
await "the driver sees all four" faults.log "worker .* on node4) is there" || true
sleep 5
kill -KILL "$node4"
await "node4 is killed, and the driver says so" faults.log "worker .* on node4) was lost" || true
kill -STOP "$node3"
await "node3 stops for too long, and the driver says so" faults.log "worker .* on node3) was lost" || true
kill -CONT "$node3"
code=0
wait "$node3" || code=$?
expect_code "node3 goes on, finds that it is lost, and ends itself" node3.log refused "$code"
expect "and says so" node3.log "went on without it"
begin node3 node3-again.log reeve worker start --join $all --slots 2 --certs certs/node3
node3=$begun
await "another worker comes in its place" node3-again.log "is ready" || true
ip link set to-node2 down
await "node2 is cut off, and the driver says so" faults.log "worker .* on node2) was lost" || true
sleep 20 # until node2 has lost all others, too: before, it would end itself
ip link set to-node2 up
await "node2 finds that it was cut off" node2.log "is cut off from its cluster" || true
await "and becomes part of the cluster again" node2.log "is part of the cluster again" || true
kill -STOP "$run" || true
sleep 10
kill -CONT "$run" || true
await "the driver stops for too long, and joins the cluster again" faults.log "was joined again" || true
code=0
wait "$run" || code=$?
expect_code "the run goes well" faults.log 0 "$code"
expect "all tasks went well" faults.log "400 Success"
expect "and each result is there once" faults.log "400 results come to 79800"
end "$node1"
end "$node2"
end "$node3"

if [ "$failures" -gt 0 ]; then
    say "$failures expectations were not met."
    exit 1
fi
say "all is well"
