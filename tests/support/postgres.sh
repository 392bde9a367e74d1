#!/usr/bin/env bash
# A PostgreSQL for the tests: a private cluster in a temporary folder, on a free port of 127.0.0.1.
#
#   postgres.sh start [durable]   makes and starts one; prints two lines: its folder, and its URL. What a durable one
#                                 has confirmed is there after a restart
#   postgres.sh restart FOLDER   stops it as a crash would, and starts it again at its port
#   postgres.sh stop FOLDER   stops it and removes the folder
#
# Ends with 3 when there is no PostgreSQL and none can be installed. initdb refuses root, so that as
# root everything runs as another user. Nothing is kept: durability is off, and everyone on this
# machine may connect while the tests run. Its databases live for a second or two each: nobody tidies
# them up, and what is written of their making is kept short, since the folder may lie in memory.
set -euo pipefail

say() { echo "postgres: $*" >&2; }

# The newest folder that holds initdb and pg_ctl.
find_bin() {
    local found
    if found=$(command -v initdb) && [ -x "$(dirname "$(readlink -f "$found")")/pg_ctl" ]; then
        dirname "$(readlink -f "$found")"
        return
    fi
    found=$(printf '%s\n' /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /usr/local/pgsql/bin /opt/homebrew/opt/postgresql*/bin |
        sort -V | while read -r folder; do
        if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then echo "$folder"; fi
    done | tail -n 1)
    [ -n "$found" ] && echo "$found"
}

install_it() {
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        say "there is no PostgreSQL here (initdb and pg_ctl); install it with your package manager"
        return 1
    fi
    say "installing PostgreSQL with apt-get"
    export DEBIAN_FRONTEND=noninteractive
    if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql; } >&2; then
        say "apt-get could not install PostgreSQL"
        return 1
    fi
}

# Who runs the server: ourselves, or as root another user.
server_user() {
    local user
    for user in postgres nobody; do
        if id "$user" >/dev/null 2>&1; then echo "$user" && return; fi
    done
    return 1
}

as_server() {
    if [ "$(id -u)" != 0 ]; then
        "$@"
    elif command -v setpriv >/dev/null; then
        setpriv --reuid "$(id -u "$user")" --regid "$(id -g "$user")" --clear-groups -- "$@"
    elif command -v runuser >/dev/null; then
        runuser -u "$user" -- "$@"
    else
        su -s /bin/sh "$user" -c "$(printf '%q ' "$@")"
    fi
}

is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

start() {
    local bin folder port
    bin=$(find_bin) || { install_it && bin=$(find_bin); } || exit 3
    user=$(id -un)
    if [ "$(id -u)" = 0 ]; then
        user=$(server_user) || { say "as root, a user named postgres or nobody is needed"; exit 3; }
    fi

    # The other user must be able to reach the folder, which a private TMPDIR may forbid.
    for parent in "${TMPDIR:-/tmp}" /tmp /var/tmp; do
        folder=$(mktemp -d "$parent/potluck-postgres.XXXXXX") || continue
        chmod 700 "$folder"
        if [ "$(id -u)" = 0 ]; then chown "$user" "$folder"; fi
        if as_server test -w "$folder"; then break; fi
        rm -rf "$folder"
        folder=
    done
    [ -n "${folder:-}" ] || { say "no temporary folder that the user $user may write to"; exit 1; }
    cd "$folder"

    if ! as_server "$bin/initdb" --pgdata="$folder/data" --username=potluck --auth=trust --encoding=UTF8 --no-locale \
        --no-sync >"$folder/initdb.log" 2>&1; then
        cat "$folder/initdb.log" >&2
        rm -rf "$folder"
        exit 1
    fi
    cat >>"$folder/data/postgresql.conf" <<'CONF'
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 300
shared_buffers = 128MB
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
max_wal_size = 256MB
CONF
    if [ "${1:-}" = durable ]; then echo 'synchronous_commit = on' >>"$folder/data/postgresql.conf"; fi

    # Another process may take the port between the look and the start: then the next one is tried.
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        port=$((20000 + RANDOM % 12000))
        is_free "$port" || continue
        if as_server "$bin/pg_ctl" --pgdata="$folder/data" --log="$folder/log" --options="-p $port" --wait --timeout=60 \
            start >/dev/null 2>&1 </dev/null; then
            echo "$folder"
            echo "postgres://potluck@127.0.0.1:$port/"
            return
        fi
    done
    say "the server does not start:"
    tail -n 20 "$folder/log" >&2
    rm -rf "$folder"
    exit 1
}

stop() {
    local folder=$1 pid
    # Only what start made is stopped and removed.
    case ${folder##*/} in potluck-postgres.*) ;; *) say "$folder is not ours" && exit 2 ;; esac
    if [ -f "$folder/data/postmaster.pid" ]; then
        pid=$(head -n 1 "$folder/data/postmaster.pid")
        # QUIT is the immediate shutdown: nothing here is worth keeping.
        kill -QUIT "$pid" 2>/dev/null || true
        for _ in $(seq 100); do
            kill -0 "$pid" 2>/dev/null || break
            sleep 0.1
        done
    fi
    rm -rf "$folder"
}

restart() {
    local folder=$1 bin port
    case ${folder##*/} in potluck-postgres.*) ;; *) say "$folder is not ours" && exit 2 ;; esac
    bin=$(find_bin)
    user=$(stat -c %U "$folder")
    # The fourth line is its port.
    port=$(sed -n 4p "$folder/data/postmaster.pid")
    cd "$folder"
    as_server "$bin/pg_ctl" --pgdata="$folder/data" --log="$folder/log" --mode=immediate --wait --timeout=60 \
        --options="-p $port" restart >&2 </dev/null
}

case ${1:-} in
start) start "${2:-}" ;;
restart) restart "${2:?which folder?}" ;;
stop) stop "${2:?which folder?}" ;;
*) say "start, restart FOLDER, or stop FOLDER" && exit 2 ;;
esac
