# SPDX-License-Identifier: GPL-3.0-or-later
"""Which folder may know which: the one table behind docs/architecture.md. A folder that is not here may not exist."""

# A folder may include from itself and from these.
ARROWS = {
    "app": {"ui", "model/api", "model/client", "model/domain", "model/items", "model/json", "model/orchestration",
            "model/service", "model/settings", "model/signing", "model/store", "model/wire", "crypto/proof",
            "crypto/secure", "crypto/vault"},
    "ui": {"model/items", "model/signing", "model/orchestration", "model/settings", "model/domain", "crypto/proof",
           "crypto/secure"},
    "model/items": {"model/orchestration", "model/domain"},
    "model/signing": {"model/orchestration", "model/json", "model/domain", "crypto/vault", "crypto/proof", "crypto/secure"},
    "model/api": {"model/service", "model/wire", "model/json", "model/domain"},
    "model/client": {"model/orchestration", "model/wire", "model/json", "model/domain"},
    "model/service": {"model/orchestration", "model/domain", "crypto/proof"},
    "model/store": {"model/domain"},
    "model/wire": {"model/json", "model/domain"},
    "model/json": {"model/domain"},
    "model/orchestration": {"model/domain"},
    "model/settings": {"model/domain"},
    "model/domain": set(),
    "crypto/vault": {"model/json", "model/domain", "crypto/proof", "crypto/seal", "crypto/secure"},
    "crypto/proof": set(),
    "crypto/seal": {"crypto/secure"},
    "crypto/secure": set(),
}

# Qt modules a folder may include beside QtCore.
QT_MODULES = {
    "app": {"QtConcurrent", "QtDBus", "QtGui", "QtNetwork", "QtWidgets"},
    "ui": {"QtConcurrent", "QtGui", "QtSvg", "QtWidgets"},
    "model/items": {"QtGui", "QtConcurrent"},
    "model/api": {"QtHttpServer", "QtNetwork"},
    "model/client": {"QtNetwork"},
    "model/store": {"QtSql"},
}

# Other libraries: how their includes begin, and the only folders that may use them.
LIBRARIES = {
    "nlohmann/": {"model/json"},
    "valijson/": {"model/wire"},
    "secp256k1": {"crypto/proof", "crypto/vault"},
    "sodium": {"crypto/secure", "crypto/seal", "crypto/vault"},
    "openssl/": {"crypto/vault"},
    "utf8proc": {"crypto/vault"},
    "qrencode": {"ui"},
    "zxcvbn": {"crypto/vault"},
    "qt6keychain": {"app"},
    "sqlite3": {"model/store"},
    "qcoro": {"model/signing", "ui"},
    "QCoro": {"model/signing", "ui"},
}

# Headers of POSIX and Linux, and the only files that may use them: what another system would need written anew.
SYSTEM_HEADERS = {"arpa/", "csignal", "dirent.h", "dlfcn.h", "fcntl.h", "grp.h", "netinet/", "poll.h", "pthread.h", "pwd.h",
                  "sched.h", "signal.h", "spawn.h", "sys/", "syslog.h", "termios.h", "unistd.h", "linux/"}
SYSTEM_FILES = {
    "app/descriptorlimit.cpp", "app/errorstream.cpp", "app/memorydumps.cpp", "app/processsignals.cpp", "app/terminal.cpp",
    "crypto/vault/durablefile.cpp", "crypto/vault/folderlock.cpp", "crypto/vault/plainkeyfile.cpp",
}

# Files that put a statement together from pieces, and why a fixed one will not do. Each piece is a constant.
GROWN_STATEMENTS = {
    "model/store/auditrow.cpp": "with (? IS NULL OR column = ?) no filter of the audit log would use its index",
}

TOP_LEVEL = {
    "app", "ui", "model", "crypto", "resources", "tests", "cmake", "docs", ".ci", "dev", "CMakeLists.txt",
    "CMakePresets.json", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", ".gitignore", ".editorconfig",
    ".clang-format", ".clang-tidy",
}
