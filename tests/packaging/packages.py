# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the packages, reads them, and installs, runs and removes them in a bare root that holds apt and nothing else.

    packages.py SOURCE_FOLDER

The root is made by mmdebstrap from the archive this system uses; as root with chroot, as a normal user in a user
namespace. Nothing is left behind.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
EXPECTED = {
    "muster": {"/usr/bin/muster", "/usr/share/applications/muster.desktop", "/usr/share/metainfo/muster.metainfo.xml",
               "/usr/share/icons/hicolor/scalable/apps/muster.svg", "/usr/share/doc/muster/copyright",
               "/usr/share/doc/muster/CHANGELOG.md"},
    "muster-server": {"/usr/bin/muster-server", "/usr/share/doc/muster-server/copyright",
                      "/usr/share/doc/muster-server/CHANGELOG.md"},
}
DISPLAY_PACKAGES = ("libqt6gui6", "libqt6widgets6", "libqt6svg6", "libx11-6", "libwayland-client0")


def run(*command, **options):
    print("+", *command, flush=True)
    return subprocess.run(list(map(str, command)), check=True, stdin=subprocess.DEVNULL, **options)


def output(*command):
    return run(*command, capture_output=True, text=True).stdout


def fail_unless(holds, sentence):
    if not holds:
        raise SystemExit(f"packages: {sentence}")


def make_packages(source, folder):
    run("cmake", "--preset", "release", cwd=source, stdout=subprocess.DEVNULL)
    run("cmake", "--build", "--preset", "release", "--target", "muster", "muster-server", cwd=source)
    run("cpack", "-G", "DEB", "-B", folder, cwd=pathlib.Path(source, "build", "release"))
    return {output("dpkg-deb", "--field", path, "Package").strip(): path for path in folder.glob("*.deb")}


def read_package(name, path):
    listing = output("dpkg-deb", "--contents", path).splitlines()
    files = {line.split(maxsplit=5)[5].removeprefix(".") for line in listing if not line.startswith("d")}
    fail_unless(files == EXPECTED[name], f"{name} holds {sorted(files ^ EXPECTED[name])} too much or too little")
    wrong = [line for line in listing if not re.match(r"-rw-r--r-- root/root|[-d]rwxr-xr-x root/root", line)]
    fail_unless(not wrong, f"{name} has files with strange rights: {wrong}")
    depends = {re.split(r"[ (:]", entry.strip())[0] for entry in
               output("dpkg-deb", "--field", path, "Depends").split(",")}
    fail_unless({"libqt6sql6-sqlite", "libqt6httpserver6", "libc6"} <= depends, f"{name} depends on {sorted(depends)}")
    if name == "muster-server":
        wrong = depends.intersection(DISPLAY_PACKAGES)
        fail_unless(not wrong, f"muster-server depends on {sorted(wrong)}")
    else:
        fail_unless("libqt6svg6" in depends, "muster does not depend on libqt6svg6")


def archive_of_this_system():
    """(suite, mirror) of the distribution's own archive."""
    with open("/etc/os-release", encoding="utf-8") as release:
        suite = re.search(r"^VERSION_CODENAME=\"?(\w+)", release.read(), re.MULTILINE).group(1)
    targets = output("apt-get", "indextargets", "--format", "$(CODENAME) $(COMPONENT) $(REPO_URI)",
                     "Created-By: Packages")
    mirrors = [line.split()[2] for line in targets.splitlines() if line.split()[:2] == [suite, "main"]]
    fail_unless(mirrors, f"apt knows no archive of {suite}; run apt-get update")
    return suite, mirrors[0]


def install_in_bare_root(packages, folder):
    suite, mirror = archive_of_this_system()
    hooks = []
    for path in packages.values():
        hooks.append(f"--customize-hook=copy-in '{path}' /tmp")
    hooks.append(f"--customize-hook=copy-in '{HERE / 'insidebareroot.sh'}' /tmp")
    hooks.append('--customize-hook=chroot "$1" bash /tmp/insidebareroot.sh')
    run("mmdebstrap", "--variant=apt", "--format=null",
        "--aptopt=Acquire::Languages \"none\"", "--dpkgopt=force-unsafe-io",
        *hooks, suite, folder / "root", mirror)


def main():
    source = pathlib.Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)
        packages = make_packages(source, folder)
        fail_unless(set(packages) == set(EXPECTED), f"cpack made {sorted(packages)}")
        for package, path in packages.items():
            read_package(package, path)
        install_in_bare_root(packages, folder)
    print("packages: made, read, installed, run and removed")


if __name__ == "__main__":
    main()
