#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs inside a root that holds apt and little else: installs each package, runs it, removes it, looks for leftovers.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 HOME=/tmp/home
mkdir -p "$HOME"

fail()
{
    echo "inside the bare root: $*" >&2
    exit 1
}

# The rest of the answer to GET /health on a port of this machine, with nothing but bash.
health()
{
    exec 3<>"/dev/tcp/127.0.0.1/$1"
    printf 'GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' >&3
    timeout 10 cat <&3
    exec 3>&-
}

# Starts a server, asks for its health, ends it; it must be gone with exit 0.
serve()
{
    local ready port answer server
    mkfifo /tmp/ready
    "$@" --port 0 --data-dir "$HOME/data" >/tmp/ready 2>/tmp/log &
    server=$!
    read -r -t 30 ready </tmp/ready || fail "$* did not get ready: $(cat /tmp/log)"
    port="$(sed -E 's/.*127\.0\.0\.1:([0-9]+)".*/\1/' <<<"$ready")"
    answer="$(health "$port")"
    [[ "$answer" == *'"ok":true'* ]] || fail "$* answered: $answer"
    kill -TERM "$server"
    wait "$server" || fail "$* ended with $?"
    rm -rf /tmp/ready "$HOME/data"
}

install()
{
    apt-get -qq install --yes --no-install-recommends /tmp/"$1"_*.deb >/dev/null
}

purge()
{
    local left
    apt-get -qq purge --yes "$1" >/dev/null
    left="$(find / -xdev \( -path /proc -o -path /sys -o -path /tmp -o -path /var/log -o -path /var/cache \) -prune \
        -o -name '*muster*' -print)"
    [[ -z "$left" ]] || fail "left behind by $1: $left"
}

install muster-server
[[ "$(muster-server --version)" == *[0-9].[0-9]* ]] || fail "muster-server has no version"
if dpkg-query --show libqt6gui6 >/dev/null 2>&1; then
    fail "muster-server brought a library of windows along"
fi
serve muster-server
purge muster-server

install muster
[[ "$(muster --version)" == *[0-9].[0-9]* ]] || fail "muster has no version"
serve muster serve
# The window itself, without a display: still there after two seconds, gone when asked.
code=0
QT_QPA_PLATFORM=offscreen timeout --signal=TERM 2 muster --data-dir "$HOME/window" >/tmp/log 2>&1 || code=$?
[[ "$code" == 124 ]] || fail "the window ended with $code: $(cat /tmp/log)"
rm -rf "$HOME"
purge muster
