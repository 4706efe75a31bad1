// SPDX-License-Identifier: GPL-3.0-or-later
#include "stepkiller.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <csignal>
#include <vector>

#include <fcntl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace stepkiller {
namespace {

/// The name of a call that changes files; null for any other.
const char *nameOf(const __ptrace_syscall_info &info)
{
    switch (info.entry.nr) {
    case SYS_openat:
        return info.entry.args[2] & O_CREAT ? "create" : nullptr;
    case SYS_write:
    case SYS_pwrite64:
        return "write";
    case SYS_fsync:
        return "fsync";
    case SYS_renameat:
    case SYS_renameat2:
        return "rename";
    case SYS_unlinkat:
        return "unlink";
    case SYS_mkdirat:
        return "mkdir";
    case SYS_fchmodat:
        return "chmod";
    case SYS_ftruncate:
        return "truncate";
#ifdef SYS_rename
    case SYS_rename:
        return "rename";
    case SYS_unlink:
        return "unlink";
    case SYS_mkdir:
        return "mkdir";
    case SYS_chmod:
        return "chmod";
#endif
    default:
        return nullptr;
    }
}

/// The sanitizers' own runtime writes into pipes, which changes no file.
bool writesElsewhere(const char *name, pid_t child, const __ptrace_syscall_info &info)
{
    const QString target = QStringLiteral("/proc/%1/fd/%2").arg(child).arg(info.entry.args[0]);
    return qstrcmp(name, "write") == 0 && !QFileInfo(target).isFile();
}

pid_t start(const QStringList &arguments)
{
    std::vector<QByteArray> texts{QCoreApplication::applicationFilePath().toLocal8Bit()};
    for (const QString &argument : arguments)
        texts.push_back(argument.toLocal8Bit());
    std::vector<char *> pointers;
    for (QByteArray &text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    const pid_t child = ::fork();
    if (child == 0) {
        ::execv(pointers.front(), pointers.data());
        ::_exit(127);
    }
    return child;
}

struct Run
{
    QStringList steps;
    bool killed = false;
    bool good = false; ///< ended with exit code 0
};

/// `killAt` −1: to its end.
Run run(const QStringList &arguments, int killAt)
{
    Run result;
    const pid_t child = start(arguments);
    int status = 0;
    // It stops itself in beginSteps().
    if (child < 0 || ::waitpid(child, &status, WUNTRACED) != child || !WIFSTOPPED(status))
        return result;
    ::ptrace(PTRACE_SETOPTIONS, child, nullptr, PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL);
    while (::ptrace(PTRACE_SYSCALL, child, nullptr, nullptr) == 0 && ::waitpid(child, &status, 0) == child) {
        if (WIFEXITED(status) || WIFSIGNALED(status)) {
            result.good = WIFEXITED(status) && WEXITSTATUS(status) == 0;
            return result;
        }
        __ptrace_syscall_info info{};
        const long size = ::ptrace(PTRACE_GET_SYSCALL_INFO, child, sizeof info, &info);
        if (size <= 0 || info.op != PTRACE_SYSCALL_INFO_ENTRY)
            continue;
        const char *const name = nameOf(info);
        if (!name || writesElsewhere(name, child, info))
            continue;
        if (result.steps.size() == killAt) {
            ::kill(child, SIGKILL);
            ::waitpid(child, &status, 0);
            result.killed = true;
            return result;
        }
        result.steps.append(QString::fromLatin1(name));
    }
    return result;
}

} // namespace

void beginSteps()
{
    if (::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0)
        ::raise(SIGSTOP);
}

std::optional<QStringList> stepsOf(const QStringList &arguments)
{
    const Run whole = run(arguments, -1);
    return whole.good ? std::optional(whole.steps) : std::nullopt;
}

bool killBefore(int step, const QStringList &arguments)
{
    return run(arguments, step).killed;
}

} // namespace stepkiller
