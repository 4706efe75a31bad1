# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts what README's first command starts where there is no display, as a person would: `./dev run`, then a client in
another shell that knows nothing but what was printed.

    devrun.py SOURCE_FOLDER
"""
import json
import os
import signal
import subprocess
import sys
import urllib.request


def main(source):
    environment = {name: value for name, value in os.environ.items()
                   if name not in ("DISPLAY", "WAYLAND_DISPLAY") and not name.upper().endswith("_PROXY")}
    with subprocess.Popen(["./dev", "run", "--port", "0"], cwd=source, env=environment, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, text=True) as process:
        try:
            lines = []
            for line in process.stdout:
                lines.append(line)
                if "Ctrl+C" in line:
                    break
            text = "".join(lines)
            ready = json.loads(next(line for line in lines if line.startswith("{")))
            command = next(line for line in lines if line.startswith("# In a shell: ")).removeprefix("# In a shell: ")
            told = subprocess.run(["sh", "-euc", command + "printf '%s %s' \"$PEAQOS_ORCHESTRATION_URL\" \"$PEAQOS_API_KEY\""],
                                  cwd=source, env=environment, capture_output=True, text=True, check=True).stdout
            url, key = told.split(" ")
            assert url == ready["url"] and url in text, text
            request = urllib.request.Request(f"{url}/api/v1/machines?limit=1", headers={"x-api-key": key})
            with urllib.request.urlopen(request, timeout=30) as answer:
                items = json.load(answer)["items"]
            assert len(items) == 1, items
            process.send_signal(signal.SIGTERM)
            code = process.wait(30)
            assert code == 0, f"./dev run ended with {code}"
        finally:
            process.kill()


if __name__ == "__main__":
    main(sys.argv[1])
