// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>

class QSocketNotifier;

namespace muster {

/// SIGINT, SIGTERM and SIGHUP as Qt signals on the thread that made it. One per process. POSIX
/// calls are here, in memorydumps, and in durablefile and folderlock of the vault, nowhere else.
class ProcessSignals : public QObject
{
    Q_OBJECT

public:
    explicit ProcessSignals(QObject *parent = nullptr);
    ~ProcessSignals() override;

signals:
    void terminationAsked();
    void reloadAsked();

private:
    void readSignal();
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace muster
